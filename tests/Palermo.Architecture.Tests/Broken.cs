// A house with every fault that the architecture tests look for: each test is seen to fail on it.
namespace Broken.House.Kitchen
{
    public class Kitchen { public Bath.Bath? Neighbour { get; set; } }
}

namespace Broken.House.Bath
{
    public class Bath { public string Read() => File.ReadAllText("/dev/null"); }
}
