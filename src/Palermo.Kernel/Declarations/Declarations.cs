namespace Palermo.Kernel;

/// <summary>A page of a room's own, for the navigation.</summary>
/// <param name="Address">Path within the node, such as <c>/borders</c>.</param>
/// <param name="Purposes">Purposes for which it is offered; empty: all.</param>
public sealed record RoomPage(string Address, Words Title, ImmutableSet Purposes = default);

/// <summary>What the rooms of a node declare: the node composes from it, and decides nothing.</summary>
public sealed class Declarations
{
    private readonly List<Kind> _kinds = [];
    private readonly List<(string Room, ImportReader Reader)> _imports = [];
    private readonly List<(string Room, RoomAnalysis Analysis)> _analyses = [];
    private readonly List<(string Room, FileAnalysis Analysis)> _fileAnalyses = [];
    private readonly List<(string Room, Indicator Indicator)> _indicators = [];
    private readonly List<(string Room, MessageKind Message)> _messages = [];
    private readonly List<(string Room, RoomPage Page)> _pages = [];
    private readonly List<ICommitment> _rooms = [];
    private ICommitment? _declaring;

    public IReadOnlyList<ICommitment> Rooms => _rooms;
    public IReadOnlyList<Kind> Kinds => _kinds;
    public IEnumerable<ImportReader> Imports => _imports.Select(i => i.Reader);
    public IReadOnlyList<(string Room, RoomAnalysis Analysis)> Analyses => _analyses;
    public IReadOnlyList<(string Room, FileAnalysis Analysis)> FileAnalyses => _fileAnalyses;
    public IReadOnlyList<(string Room, Indicator Indicator)> Indicators => _indicators;
    public IReadOnlyList<(string Room, MessageKind Message)> Messages => _messages;
    public IReadOnlyList<(string Room, RoomPage Page)> Pages => _pages;

    /// <summary>Declares the kinds that all rooms share, then each room.</summary>
    /// <exception cref="InvalidOperationException">Two rooms declare the same name.</exception>
    public static Declarations Of(params ReadOnlySpan<ICommitment> rooms)
    {
        var all = new Declarations();
        foreach (var kind in SharedKinds.All) all._kinds.Add(kind);
        foreach (var room in rooms)
        {
            all._rooms.Add(room);
            all._declaring = room;
            room.Declare(all);
        }
        Refuse(all._kinds.Select(k => k.Name), "kind");
        Refuse(all._imports.Select(i => i.Reader.Name), "import");
        Refuse(all._analyses.Select(a => a.Room + "/" + a.Analysis.Name).Concat(all._fileAnalyses.Select(a => a.Room + "/" + a.Analysis.Name)), "analysis");
        Refuse(all._messages.Select(m => m.Message.Name), "message");
        Refuse(all._indicators.Select(i => i.Indicator.Id), "indicator");
        Refuse(all._pages.Select(p => p.Page.Address), "page");
        return all;

        static void Refuse(IEnumerable<string> names, string what)
        {
            if (names.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
                throw new InvalidOperationException($"The {what} '{twice.Key}' is declared twice.");
        }
    }

    private string Room => _declaring?.Path ?? throw new InvalidOperationException("Only a room declares.");

    public Declarations Kind(Kind kind) { _kinds.Add(kind); return this; }
    public Declarations Import(ImportReader reader) { _imports.Add((Room, reader)); return this; }
    public Declarations Analysis(RoomAnalysis analysis) { _analyses.Add((Room, analysis)); return this; }
    public Declarations Analysis(FileAnalysis analysis) { _fileAnalyses.Add((Room, analysis)); return this; }
    public Declarations Message(MessageKind message) { _messages.Add((Room, message)); return this; }
    public Declarations Indicator(Indicator indicator) { _indicators.Add((Room, indicator)); return this; }
    public Declarations Page(RoomPage page) { _pages.Add((Room, page)); return this; }

    /// <summary>The kind of a name, or null.</summary>
    public Kind? FindKind(string name) => _kinds.FirstOrDefault(k => k.Name == name);
}
