namespace Palermo.Storage.Keeping;

/// <summary>Named places between the steps of a transaction, where a test may break it off (law 2: all or nothing). Elsewhere nothing happens.</summary>
internal static class Fault
{
    private static readonly AsyncLocal<Action<string>?> Planted = new();

    /// <summary>Breaks off whatever reaches a place, in this flow of control only.</summary>
    public static void Plant(Action<string>? fault) => Planted.Value = fault;

    public static void Point(string place) => Planted.Value?.Invoke(place);
}
