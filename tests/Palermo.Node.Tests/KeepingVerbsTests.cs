using Palermo.Node.Cli;

namespace Palermo.Node.Tests;

public class KeepingVerbsTests
{
    [Fact]
    public async Task A_backup_is_restored_into_a_new_folder_and_into_no_other_node()
    {
        var home = Directory.CreateTempSubdirectory("palermo-keeping-").FullName;
        string At(string name) => Path.Combine(home, name);
        try
        {
            Assert.Equal(0, await CommandLine.RunAsync(["check", "--data", At("niger")]));
            Assert.Equal(0, await CommandLine.RunAsync(["backup", At("niger.backup"), "--data", At("niger")]));
            Assert.Equal(0, await CommandLine.RunAsync(["restore", At("niger.backup"), "--data", At("another-machine")]));
            Assert.Equal("niger", NodeSettings.ReadOrCreate(At("another-machine")).Name);
            Assert.Equal(0, await CommandLine.RunAsync(["check", "--data", At("another-machine")]));
            Assert.Equal(0, await CommandLine.RunAsync(["audit", "verify", "--data", At("another-machine")]));
            Assert.Equal(0, await CommandLine.RunAsync(["check", "--data", At("italy")]));
            Assert.Equal(2, await CommandLine.RunAsync(["restore", At("niger.backup"), "--data", At("italy")]));
            await File.WriteAllTextAsync(At("no.backup"), "no zip");
            Assert.Equal(2, await CommandLine.RunAsync(["restore", At("no.backup"), "--data", At("nowhere")]));
        }
        finally { Directory.Delete(home, recursive: true); }
    }
}
