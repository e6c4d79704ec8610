using System.CommandLine;
using Palermo.Analysis.PrivateSets;

namespace Palermo.Node.Cli.Sets;

/// <summary><c>palermo sets ask</c>: the asker's first step, from its list to a query that can be sent.</summary>
internal static class AskVerb
{
    public static Command Create()
    {
        var list = new Argument<string>("LIST") { Description = "The asker's list: one identifier or name a line, UTF-8, plain or gzip." };
        var query = new Option<string>("--query") { Description = "File for the query, to be sent to the holder.", Required = true };
        var secret = new Option<string>("--secret")
        {
            Description = "File for the secret of this run. Keep it: it opens the answer, and shows an auditor later what was asked. Never send it.", Required = true,
        };
        var reference = new Option<string>("--case") { Description = "Reference of the case under which you ask; never a person's name.", Required = true };
        var asker = new Option<string>("--asker") { Description = "Your service, as the agreement names it.", Required = true };
        var holder = new Option<string>("--holder") { Description = "The service that is asked.", Required = true };
        var few = new Option<bool>("--few-approved")
        {
            Description = $"The authority that leads the case has approved a question about fewer than {new QueryRules().MinimumKeys} keys.",
        };
        var shared = new SetsOptions();
        var verb = new Command("ask",
            "Blinds your list and writes a query. Nobody can read from it whom you ask for, nor how many exactly.\n\n"
            + "Example:  palermo sets ask phones.txt --case JIT-7/2026 --asker niger --holder italy --query q.pls --secret q.secret")
        {
            list, query, secret, reference, asker, holder, few, shared.Names, shared.BirthYear, shared.CountOnly, shared.Domain, shared.PadTo, shared.Json,
        };
        verb.SetAction(result =>
        {
            var terms = QueryTerms.Fresh(shared.Mode(result), result.GetRequiredValue(shared.Domain), result.GetRequiredValue(reference),
                result.GetRequiredValue(asker), result.GetRequiredValue(holder));
            return Run(result, result.GetRequiredValue(list), terms, result.GetRequiredValue(query), result.GetRequiredValue(secret), result.GetValue(few), shared);
        });
        return verb;
    }

    private static int Run(ParseResult result, string listPath, QueryTerms terms, string queryPath, string secretPath, bool fewApproved, SetsOptions shared)
    {
        if (string.IsNullOrWhiteSpace(terms.CaseReference)) throw new CliProblem("--case is empty; name the case under which you ask.");
        if (File.Exists(secretPath)) throw new CliProblem($"{secretPath} exists; a secret is used once. Choose another file, or remove it when its answer has been opened.");
        var list = SetList.Read(listPath, shared.Form(result));
        var keys = list.ToKeySet();
        if (new QueryRules().CheckOwn(keys, fewApproved) is { Count: > 0 } reasons)
            throw new CliProblem($"{listPath}: {string.Join(" ", reasons)} If it was given, add --few-approved.");
        var secret = RunSecret.Fresh();
        var seed = secret.ExportSeed();
        using var asking = SetsOptions.Guard(listPath, () => AskerSet.Prepare(keys, terms, secret, shared.Preparation(result, "asker")));
        SetsOptions.Guard(secretPath, () =>
        {
            WriteSecret(secretPath, seed);
            SetsOptions.WriteFile(queryPath, stream => asking.WriteQuery(stream));
            return 0;
        });
        var document = new
        {
            Query = queryPath, terms.Session, terms.CaseReference, terms.Domain, Bytes = new FileInfo(queryPath).Length,
            Asker = new SideCount(list.Lines.Count, list.WithoutKey, keys.Keys.Count, asking.PaddedSize),
            Commitment = Convert.ToHexStringLower(asking.Commitment),
        };
        if (result.GetValue(shared.Json)) Answer.WriteJson(document);
        else Console.WriteLine($"{queryPath}: {document.Bytes:N0} bytes to send; it seems to hold {asking.PaddedSize:N0} keys. Keep {secretPath}, it opens the answer.");
        return 0;
    }

    private static void WriteSecret(string path, byte[] seed)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(seed);
    }
}
