using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>The desks of sharing over a node's own store: for verbs, the API and the work in the background.</summary>
internal sealed class SharingDesks
{
    public SharingDesks(OpenedNode node)
    {
        var (records, name, ids) = (node.Store.Records, node.Settings.Name, node.Ids);
        Sharing = new(records, node.Rooms, name, ids, node.Store.Audit);
        Requests = new(records, Sharing, name, ids);
        Recalls = new(records, Sharing, name, ids);
        Holds = new(records, Sharing, name, ids);
        Permissions = new(records, name, ids);
        Duties = new(records, node.Store.Audit, node.Exchange.Identity, Recalls, Sharing);
    }

    public SharingDesk Sharing { get; }
    public RequestDesk Requests { get; }
    public RecallDesk Recalls { get; }
    public HoldDesk Holds { get; }
    public PermissionDesk Permissions { get; }
    public RecallDuties Duties { get; }
}
