using System.Runtime.InteropServices;

namespace Palermo.Storage.Bulk;

/// <summary>
/// The calls of SQLite that the bulk door makes for every value, without the wrapper's handle counting and copying: some sixty a record.
/// Source of the signatures: https://www.sqlite.org/c3ref/bind_blob.html. The library is the one that the provider loaded.
/// </summary>
/// <remarks>Binding is short and never calls back, so the runtime need not leave its own mode for it; a step may wait for the disk, and does.</remarks>
internal static unsafe partial class SqliteCalls
{
    private const string Library = "e_sqlite3";

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    public static partial int BindNumber(nint statement, int at, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_double"), SuppressGCTransition]
    public static partial int BindReal(nint statement, int at, double value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null"), SuppressGCTransition]
    public static partial int BindNull(nint statement, int at);

    /// <param name="destroy">0: the bytes stay where they are until the statement has run.</param>
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text"), SuppressGCTransition]
    public static partial int BindText(nint statement, int at, byte* text, int length, nint destroy);

    /// <param name="destroy">0: the bytes stay where they are until the statement has run.</param>
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob"), SuppressGCTransition]
    public static partial int BindBytes(nint statement, int at, byte* bytes, int length, nint destroy);

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    public static partial int Reset(nint statement);
}
