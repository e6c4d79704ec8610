using Palermo.Commitments.Borders;
using Palermo.Commitments.InformationSharing;
using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>The rooms of the house. A new room is one line here.</summary>
internal static class Rooms
{
    public static Declarations All { get; } = Declarations.Of(
        new BordersModule(),
        new InformationSharingModule());
}
