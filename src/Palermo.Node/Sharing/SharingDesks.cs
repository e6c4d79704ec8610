using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>The desks of sharing over a node's own store: for verbs, the API and the work in the background.</summary>
internal sealed class SharingDesks
{
    /// <param name="over">Records in the place of the store's own; null: the store's.</param>
    public SharingDesks(OpenedNode node, IRecords? over = null)
    {
        var (records, name, ids) = (over ?? node.Store.Records, node.Settings.Name, node.Ids);
        Sharing = new(records, node.Rooms, name, ids, node.Store.Audit);
        Requests = new(records, Sharing, name, ids);
        Answers = new(records, Sharing, Requests, name);
        Recalls = new(records, Sharing, name, ids);
        Holds = new(records, Sharing, name, ids);
        Permissions = new(records, name, ids);
        Duties = new(records, node.Store.Audit, node.Exchange.Identity, Recalls, Sharing);
    }

    public SharingDesk Sharing { get; }
    public RequestDesk Requests { get; }
    public AnswerDesk Answers { get; }
    public RecallDesk Recalls { get; }
    public HoldDesk Holds { get; }
    public PermissionDesk Permissions { get; }
    public RecallDuties Duties { get; }
}
