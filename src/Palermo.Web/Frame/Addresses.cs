using Palermo.Kernel;

namespace Palermo.Web.Frame;

/// <summary>Addresses of pages. Those of the host, which this project only links to, stand first.</summary>
public static class Addresses
{
    public const string Home = "/";
    /// <summary>The host's sign-in page; takes <c>return</c>.</summary>
    public const string SignIn = "/sign-in";
    /// <summary>The sign-in page after signing out: there the device forgets the forms that it kept.</summary>
    public const string SignedOut = "/sign-in?out=1";
    /// <summary>The host signs out on POST.</summary>
    public const string SignOut = "/sign-out";
    /// <summary>The host's page to state purpose and legal basis; takes <c>return</c>.</summary>
    public const string Work = "/work";
    /// <summary>The host's page of the person's own account.</summary>
    public const string Account = "/account";
    /// <summary>The host's administration of people, roles and purposes.</summary>
    public const string Administration = "/administration";
    /// <summary>The host's page of background jobs.</summary>
    public const string Jobs = "/jobs";

    /// <summary>The page of the room Information sharing that shows what of a record would leave; takes <c>record</c>.</summary>
    public const string Share = "/sharing/share";

    /// <summary>The page of the room Information sharing that prints what was exchanged about a record; takes <c>record</c>.</summary>
    public const string CourtLog = "/sharing/court-log";

    public const string Records = "/records";
    public const string Search = "/search";
    public const string Map = "/map";
    public const string Timeline = "/timeline";
    public const string Import = "/import";
    public const string Language = "/language";
    /// <summary>Field entry: forms that work through a lost link. The slash at the end is the scope of the service worker.</summary>
    public const string Entry = "/entry/";

    public static string Kind(string kind) => $"/records/{kind}";
    public static string New(string kind) => $"/records/{kind}/new";
    public static string EntryOf(string kind) => Entry + kind;
    public static string Record(string kind, RecordId id) => $"/records/{kind}/{id}";
    public static string Edit(string kind, RecordId id) => $"/records/{kind}/{id}/edit";
    public static string History(string kind, RecordId id) => $"/records/{kind}/{id}/history";
    public static string Readers(string kind, RecordId id) => $"/records/{kind}/{id}/readers";
    public static string Access(string kind, RecordId id) => $"/records/{kind}/{id}/access";
    public static string Graph(RecordId id) => $"/graph/{id}";
    public static string File(string address) => $"/files/{Uri.EscapeDataString(address)}";
    public static string Alert(string key) => $"/alerts/{key}";
    /// <summary>The host's page of a data set's rows.</summary>
    public static string Table(RecordId id) => $"/datasets/{id}";
    public static string ImportOf(RecordId id) => $"/import/{id}";

    /// <summary>The address with a query added, such as the page to come back to.</summary>
    public static string With(string address, string name, string value) =>
        $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(value)}";

    /// <summary>An address within this node, or the home page: a form must send nobody elsewhere.</summary>
    public static string Local(string? address) =>
        address is { Length: > 0 } && address[0] == '/' && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\', StringComparison.Ordinal)
            && !address.Any(char.IsControl) ? address : Home;
}
