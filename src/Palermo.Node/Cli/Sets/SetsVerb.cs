using System.CommandLine;

namespace Palermo.Node.Cli.Sets;

/// <summary><c>palermo sets</c>: what two lists have in common, without showing either.</summary>
internal static class SetsVerb
{
    public static Command Create() => new("sets",
        "Private matching: two services find what their lists have in common, and learn nothing else of each other.\n\n"
        + "Between two services:  ask -> (send the query) -> answer -> (send the answer) -> open.\n"
        + "For trial:             intersect plays both sides.\n"
        + "Read docs/guides/private-sets.md first: it says what each side learns, and what this does not protect from.")
    {
        IntersectVerb.Create(),
        AskVerb.Create(),
        AnswerVerb.Create(),
        OpenVerb.Create(),
    };
}
