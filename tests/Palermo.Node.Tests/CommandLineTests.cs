using Palermo.Node.Cli;

namespace Palermo.Node.Tests;

public class CommandLineTests
{
    [Fact]
    public async Task A_word_that_is_no_verb_is_refused_with_a_code()
    {
        Assert.Equal(2, await CommandLine.RunAsync(["no-such-verb"]));
    }
}
