using System.Text;
using System.Text.Unicode;

namespace Palermo.Storage.Keeping;

/// <summary>The media type of a file as its first bytes tell it, whatever its name claims (WHATWG MIME Sniffing, sections 6 and 7, and IANA).</summary>
internal static class MediaTypes
{
    private static readonly (byte[] Begins, int At, string Type)[] Signatures =
    [
        ("%PDF-"u8.ToArray(), 0, "application/pdf"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], 0, "image/png"),
        ([0xFF, 0xD8, 0xFF], 0, "image/jpeg"),
        ("GIF87a"u8.ToArray(), 0, "image/gif"),
        ("GIF89a"u8.ToArray(), 0, "image/gif"),
        ("WEBP"u8.ToArray(), 8, "image/webp"),
        ([0x49, 0x49, 0x2A, 0x00], 0, "image/tiff"),
        ([0x4D, 0x4D, 0x00, 0x2A], 0, "image/tiff"),
        ("ftyp"u8.ToArray(), 4, "video/mp4"),
        ("OggS"u8.ToArray(), 0, "application/ogg"),
        ("ID3"u8.ToArray(), 0, "audio/mpeg"),
        ("WAVE"u8.ToArray(), 8, "audio/wav"),
        ([0x1A, 0x45, 0xDF, 0xA3], 0, "video/webm"),
        ("PAR1"u8.ToArray(), 0, "application/vnd.apache.parquet"),
        ([0x1F, 0x8B], 0, "application/gzip"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 0, "application/x-7z-compressed"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], 0, "application/x-ole-storage"),
        ("MZ"u8.ToArray(), 0, "application/x-msdownload"),
        ([0x7F, 0x45, 0x4C, 0x46], 0, "application/x-elf"),
    ];

    public static string Sniff(ReadOnlySpan<byte> head)
    {
        foreach (var (begins, at, type) in Signatures)
            if (head.Length >= at + begins.Length && head.Slice(at, begins.Length).SequenceEqual(begins)) return type;
        if (head.StartsWith("PK\x03\x04"u8)) return Zip(head);
        var start = head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        var text = Whole(head[start..]);
        if (text.Contains((byte)0) || !Utf8.IsValid(text)) return "application/octet-stream";
        var words = Encoding.UTF8.GetString(text).TrimStart();
        if (words.StartsWith("<?xml", StringComparison.Ordinal)) return words.Contains("<svg", StringComparison.OrdinalIgnoreCase) ? "image/svg+xml" : "application/xml";
        if (words.StartsWith("<svg", StringComparison.OrdinalIgnoreCase)) return "image/svg+xml";
        if (words.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || words.StartsWith("<html", StringComparison.OrdinalIgnoreCase)) return "text/html";
        return words.StartsWith('{') || words.StartsWith('[') ? "application/json" : "text/plain";
    }

    private static string Zip(ReadOnlySpan<byte> head)
    {
        if (head.IndexOf("word/"u8) >= 0) return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        if (head.IndexOf("xl/"u8) >= 0) return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        if (head.IndexOf("ppt/"u8) >= 0) return "application/vnd.openxmlformats-officedocument.presentationml.presentation";
        return "application/zip";
    }

    /// <summary>Without a letter that the end of the sample cut in two.</summary>
    private static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> sample)
    {
        if (sample.Length < 4096) return sample;
        var end = sample.Length;
        while (end > 0 && (sample[end - 1] & 0xC0) == 0x80) end--;
        return end > 0 && sample[end - 1] >= 0xC0 ? sample[..(end - 1)] : sample;
    }
}
