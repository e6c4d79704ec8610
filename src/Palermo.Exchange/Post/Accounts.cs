using Palermo.Kernel;

namespace Palermo.Exchange.Post;

/// <summary>Under whose name messages change records.</summary>
public static class Accounts
{
    /// <summary>The account of this node's exchange: its own records.</summary>
    public static Session Own(string node, string organisation, string purpose = Purpose.Cooperation) =>
        new(new("exchange", Role.Exchange.Title.English, node, organisation, [Role.Exchange.Name], Ceiling: Tlp.Amber), new(purpose), Channel.Exchange);

    /// <summary>A partner node: what that node owns, and nothing else.</summary>
    public static Session Of(string partner, string purpose = Purpose.Cooperation) =>
        new(new("node:" + partner, partner, partner, partner, [Role.Partner.Name], Ceiling: Tlp.Amber), new(purpose), Channel.Exchange);
}
