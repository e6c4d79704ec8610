using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Palermo.Architecture.Tests;

public class DirectionTests
{
    private static readonly string Source = Path.Combine(RealData.Root(), "src");

    /// <summary>What a project may reference, by the beginning of its name. Arrows point down only.</summary>
    private static bool Allowed(string from, string to) => from switch
    {
        "Palermo.Kernel" => false,
        _ when from.StartsWith("Palermo.Analysis.", StringComparison.Ordinal) => to is "Palermo.Analysis.Geo" && from != to,
        "Palermo.Storage" or "Palermo.Exchange" or "Palermo.Web" => to == "Palermo.Kernel",
        _ when from.StartsWith("Palermo.Commitments.", StringComparison.Ordinal) => to is "Palermo.Kernel" or "Palermo.Web" || to.StartsWith("Palermo.Analysis.", StringComparison.Ordinal),
        "Palermo.Node" => from != to,
        _ => false,
    };

    private static IEnumerable<string> Wrong(IEnumerable<(string From, string To)> arrows) => arrows.Where(a => !Allowed(a.From, a.To)).Select(a => $"{a.From} -> {a.To}");

    [Fact]
    public void Arrows_point_down_only()
    {
        var projects = Directory.GetFiles(Source, "*.csproj", SearchOption.AllDirectories);
        Assert.True(projects.Length >= 12, $"only {projects.Length} projects were found");
        var arrows = projects.SelectMany(p => XDocument.Load(p).Descendants("ProjectReference")
            .Select(r => (Path.GetFileNameWithoutExtension(p), Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/'))))).ToArray();
        Assert.NotEmpty(arrows);
        Assert.Empty(Wrong(arrows));
        Assert.Equal(3, Wrong([("Palermo.Kernel", "Palermo.Storage"), ("Palermo.Commitments.Borders", "Palermo.Storage"), ("Palermo.Analysis.Graphs", "Palermo.Kernel"), ("Palermo.Node", "Palermo.Web")]).Count());
    }

    private static readonly string[] Forbidden =
    [
        "System.Net.", "Microsoft.AspNetCore.", "Microsoft.EntityFrameworkCore.", "Microsoft.Data.", "Npgsql.", "System.Data.",
        "System.IO.File.", "System.IO.FileStream.", "System.IO.Directory.", "System.IO.FileInfo.", "System.IO.DirectoryInfo.", "System.Diagnostics.Process.",
    ];

    /// <summary>Types outside that an assembly names and that pure code may not touch.</summary>
    private static IEnumerable<string> Touched(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(t => $"{metadata.GetString(t.Namespace)}.{metadata.GetString(t.Name)}")
            .Where(name => Forbidden.Any(f => (name + ".").StartsWith(f, StringComparison.Ordinal)))];
    }

    [Theory]
    [InlineData("Palermo.Kernel")]
    public void The_kernel_is_pure(string assembly)
    {
        var touched = Touched(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        Assert.Empty(touched);
    }

    [Fact]
    public void Analyses_know_no_store_and_no_page()
    {
        var assemblies = Directory.GetFiles(AppContext.BaseDirectory, "Palermo.Analysis.*.dll");
        Assert.True(assemblies.Length >= 8, $"only {assemblies.Length} analysis libraries were found");
        foreach (var assembly in assemblies)
            Assert.DoesNotContain(Touched(assembly), t => t.StartsWith("Microsoft.", StringComparison.Ordinal) || t.StartsWith("System.Data.", StringComparison.Ordinal) || t.StartsWith("Npgsql.", StringComparison.Ordinal));
    }

    [Fact]
    public void And_the_rule_can_fail() => Assert.Contains("System.IO.File", Touched(typeof(Broken.House.Kitchen.Kitchen).Assembly.Location));

    [Fact]
    public void Rooms_name_no_database_and_no_socket()
    {
        var rooms = Directory.GetFiles(AppContext.BaseDirectory, "Palermo.Commitments.*.dll");
        Assert.NotEmpty(rooms);
        foreach (var room in rooms)
            Assert.DoesNotContain(Touched(room), t => !t.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal));
    }
}
