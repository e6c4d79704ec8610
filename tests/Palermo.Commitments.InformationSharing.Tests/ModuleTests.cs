using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing.Tests;

public class ModuleTests
{
    [Fact]
    public void The_room_declares_itself_beside_the_shared_kinds()
    {
        var declared = Declarations.Of(new InformationSharingModule());
        Assert.Equal("C04", Assert.Single(declared.Rooms).Id);
        Assert.All(declared.Kinds, kind => Assert.Contains(kind.Room, new[] { "shared", "sharing" }));
    }
}
