using System.Text.Json;

namespace Palermo.Kernel.Tests;

public class RecordIdTests
{
    private sealed class Stopped : TimeProvider
    {
        public DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
        public override DateTimeOffset GetUtcNow() => Now;
    }

    [Fact]
    public void Ids_grow_also_when_the_clock_stands_or_goes_back()
    {
        var clock = new Stopped();
        var source = new RecordIdSource(clock);
        var ids = new List<RecordId>();
        for (var i = 0; i < 100_000; i++)
        {
            if (i == 50_000) clock.Now = clock.Now.AddSeconds(-5);
            ids.Add(source.Next());
        }
        Assert.Equal(ids.Count, ids.Distinct().Count());
        for (var i = 1; i < ids.Count; i++) Assert.True(ids[i].ToBytes().AsSpan().SequenceCompareTo(ids[i - 1].ToBytes()) > 0);
    }

    [Fact]
    public void An_id_is_a_version_7_UUID_of_its_millisecond()
    {
        var id = new RecordIdSource(new Stopped()).Next();
        Assert.Equal('7', id.ToString()[14]);
        Assert.Contains(id.ToString()[19], "89ab");
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), Convert.ToInt64(id.ToString()[..13].Replace("-", ""), 16));
    }

    [Fact]
    public void An_id_comes_back_from_bytes_text_and_JSON()
    {
        var id = new RecordIdSource(new Stopped()).Next();
        Assert.Equal(id, RecordId.FromBytes(id.ToBytes()));
        Assert.Equal(id, RecordId.Parse(id.ToString()));
        Assert.Equal(id, JsonSerializer.Deserialize<RecordId>(JsonSerializer.Serialize(id)));
        Assert.False(RecordId.TryParse("01890a5dac96774bbcceb302099a8057", null, out _));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<RecordId>("\"x\""));
    }
}
