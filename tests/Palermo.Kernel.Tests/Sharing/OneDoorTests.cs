namespace Palermo.Kernel.Tests.Sharing;

/// <summary>Copies of records leave by one door: the desk that asks the release decision. Nothing else in the house makes their message.</summary>
public class OneDoorTests
{
    private static readonly string[] Doors = ["ReleasedRecord.cs", "SharingDesk.cs", "SharingMessages.cs"];

    private static IEnumerable<string> Makers(IEnumerable<(string File, string Text)> sources) =>
        sources.Where(s => s.Text.Contains("ReleasedRecord.Message", StringComparison.Ordinal) || s.Text.Contains("\"record/", StringComparison.Ordinal) && s.Text.Contains("OutgoingMessage", StringComparison.Ordinal)).Select(s => s.File);

    [Fact]
    public void Only_the_sharing_desk_makes_the_message_that_carries_a_record()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(RealData.Root(), "src"), "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal)).Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(f => (Path.GetFileName(f), File.ReadAllText(f))).ToArray();
        Assert.True(sources.Length > 300, "it looked at the sources");
        Assert.Equal(["SharingDesk.cs", "SharingMessages.cs"], Makers(sources).Where(f => f != "ReleasedRecord.cs").Order(StringComparer.Ordinal));
        Assert.All(Makers(sources), f => Assert.Contains(f, Doors));
    }

    [Fact]
    public void And_the_rule_can_fail() => Assert.Equal(["Elsewhere.cs"], Makers([("Elsewhere.cs", "new OutgoingMessage(to, c, ReleasedRecord.Message, bytes, null)")]));
}
