using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Palermo.Exchange.Envelopes;
using Palermo.Exchange.Trust;

namespace Palermo.Exchange.Bundles;

/// <summary>A bundle that cannot be used; the message names the place and the mend.</summary>
public sealed class BundleProblem(string message) : Exception(message);

/// <summary>What a bundle says of itself, for people: nothing of it is believed, the envelopes speak for themselves.</summary>
/// <param name="Number">The sender's number of its first envelope: a later bundle has a greater one.</param>
/// <param name="Envelopes">How many envelopes it holds.</param>
public sealed record BundleLabel(string From, string To, long Number, int Envelopes);

/// <summary>
/// A file for nodes without a link: a line that names it, sealed envelopes one a line, and a last line with their count and the hash of all before it.
/// Without the last line the copy is not whole, and nothing of it is used.
/// </summary>
public static class BundleFile
{
    private const string First = "palermo-bundle/1", Last = "end";
    private const int LongestLabel = 200;

    /// <summary>Writes a bundle. The file appears under its name when it is whole.</summary>
    /// <exception cref="BundleProblem">The file exists, or cannot be written.</exception>
    public static async Task<BundleLabel> WriteAsync(string path, string from, string to, long number, IAsyncEnumerable<byte[]> envelopes, CancellationToken cancel = default)
    {
        if (File.Exists(path)) throw new BundleProblem($"{path} exists: a bundle overwrites nothing. Name another file.");
        var unfinished = path + ".part";
        try
        {
            var count = 0;
            await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                async Task Write(byte[] bytes, bool counted)
                {
                    if (counted) hash.AppendData(bytes);
                    await file.WriteAsync(bytes, cancel);
                }
                await Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{First} {from} {to} {number}\n")), true);
                await foreach (var envelope in envelopes.WithCancellation(cancel))
                {
                    await Write(envelope, true);
                    await Write("\n"u8.ToArray(), true);
                    count++;
                }
                await Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Last} {count} {Convert.ToHexStringLower(hash.GetHashAndReset())}\n")), false);
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path);
            return new(from, to, number, count);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException) { throw new BundleProblem($"{path} cannot be written: {fault.Message}"); }
        finally { File.Delete(unfinished); }
    }

    /// <summary>Checks that a bundle is whole.</summary>
    /// <exception cref="BundleProblem">It is not, or is no bundle.</exception>
    public static async Task<BundleLabel> CheckAsync(string path, CancellationToken cancel = default)
    {
        BundleLabel? label = null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (count, line) = (0, 0);
        await foreach (var text in LinesAsync(path, cancel))
        {
            line++;
            if (label is null)
            {
                label = Label(text) ?? throw new BundleProblem($"{path}: line 1: this is no bundle of this platform (it must begin with '{First}').");
            }
            else if (text.StartsWith(Last + " ", StringComparison.Ordinal))
            {
                var words = text.Split(' ');
                if (words.Length != 3 || words[1] != count.ToString(CultureInfo.InvariantCulture) || words[2] != Convert.ToHexStringLower(hash.GetHashAndReset()))
                    throw new BundleProblem($"{path}: line {line}: the hash or the count of the last line does not fit what is before it: the copy is damaged. Copy the file again, or ask for a new bundle.");
                label = label with { Envelopes = count };
                count = -1;
                continue;
            }
            else if (count < 0) throw new BundleProblem($"{path}: line {line}: there is something behind the last line: the copy is damaged. Copy the file again.");
            else count++;
            hash.AppendData(Encoding.Latin1.GetBytes(text + "\n"));
        }
        if (label is null) throw new BundleProblem($"{path} is empty: copy the file again.");
        return count < 0 ? label : throw new BundleProblem($"{path}: the last line is missing: the copy is not whole. Copy the file again; nothing of it was used.");
    }

    /// <summary>The envelopes of a bundle that was checked.</summary>
    public static async IAsyncEnumerable<string> EnvelopesAsync(string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        var first = true;
        await foreach (var text in LinesAsync(path, cancel))
        {
            if (!first && !text.StartsWith(Last + " ", StringComparison.Ordinal)) yield return text;
            first = false;
        }
    }

    private static BundleLabel? Label(string text)
    {
        var words = text.Split(' ');
        return text.Length <= LongestLabel && words.Length == 4 && words[0] == First && NodeNames.IsName(words[1]) && NodeNames.IsName(words[2])
            && long.TryParse(words[3], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(words[1], words[2], number, 0) : null;
    }

    /// <summary>Lines, none longer than an envelope may be: a file without line ends fills no memory.</summary>
    private static async IAsyncEnumerable<string> LinesAsync(string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        FileStream file;
        try { file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0); }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException) { throw new BundleProblem($"{path} cannot be read: {fault.Message}"); }
        await using (file)
        {
            var buffer = new byte[1 << 16];
            using var line = new MemoryStream();
            var number = 1;
            while (await file.ReadAsync(buffer, cancel) is > 0 and var read)
            {
                var rest = buffer.AsMemory(0, read);
                while (rest.Length > 0)
                {
                    var end = rest.Span.IndexOf((byte)'\n');
                    var part = end < 0 ? rest : rest[..end];
                    if (line.Length + part.Length > EnvelopeLimits.Sealed) throw new BundleProblem($"{path}: line {number} is longer than any envelope: this is no bundle, or the copy is damaged.");
                    line.Write(part.Span);
                    if (end < 0) break;
                    yield return Encoding.Latin1.GetString(line.GetBuffer().AsSpan(0, (int)line.Length));
                    line.SetLength(0);
                    number++;
                    rest = rest[(end + 1)..];
                }
            }
            // What has no line end is a line that was cut.
            if (line.Length > 0) throw new BundleProblem($"{path}: line {number} is cut off: the copy is not whole. Copy the file again; nothing of it was used.");
        }
    }
}
