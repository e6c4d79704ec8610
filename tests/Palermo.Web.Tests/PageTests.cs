using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Palermo.Kernel;
using Palermo.Web.Imports;
using Palermo.Web.Tests.Sample;

namespace Palermo.Web.Tests;

/// <summary>The pages through HTTP, as a browser without script uses them.</summary>
public partial class PageTests(PageTests.Filled filled) : IClassFixture<PageTests.Filled>
{
    /// <summary>A host with a hundred sightings, shared by the tests.</summary>
    public sealed class Filled : IAsyncLifetime
    {
        internal SampleHost Host { get; private set; } = null!;
        internal IReadOnlyList<RecordId> Ids { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            Host = await SampleHost.StartAsync();
            Ids = await SampleRecords.FillAsync(Host, 100);
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    [GeneratedRegex("<input[^>]*>|<textarea[^>]*>[^<]*</textarea>|<select.*?</select>", RegexOptions.Singleline)]
    private static partial Regex Inputs();

    [GeneratedRegex("([a-z-]+)=\"([^\"]*)\"")]
    private static partial Regex Attributes();

    /// <summary>The form of a handler as a browser would send it unchanged.</summary>
    private static List<KeyValuePair<string, string>> Form(string html, string handler)
    {
        var form = Regex.Matches(html, "<form.*?</form>", RegexOptions.Singleline).Select(m => m.Value).Single(f => f.Contains($"name=\"_handler\" value=\"{handler}\"", StringComparison.Ordinal));
        List<KeyValuePair<string, string>> fields = [];
        foreach (Match input in Inputs().Matches(form))
        {
            var open = input.Value[..(input.Value.IndexOf('>', StringComparison.Ordinal) + 1)];
            var at = Attributes().Matches(open).ToDictionary(a => a.Groups[1].Value, a => WebUtility.HtmlDecode(a.Groups[2].Value));
            if (!at.TryGetValue("name", out var name)) continue;
            if (at.GetValueOrDefault("type") is "checkbox" or "radio" && !open.Contains(" checked", StringComparison.Ordinal)) continue;
            var value = open.StartsWith("<textarea", StringComparison.Ordinal) ? WebUtility.HtmlDecode(input.Value[open.Length..^"</textarea>".Length]).TrimStart('\n')
                : open.StartsWith("<select", StringComparison.Ordinal) ? Regex.Match(input.Value, "<option value=\"([^\"]*)\" selected").Groups[1].Value : at.GetValueOrDefault("value", "");
            fields.Add(new(name, value));
        }
        return fields;
    }

    private static List<KeyValuePair<string, string>> With(List<KeyValuePair<string, string>> form, params (string Name, string Value)[] changes) =>
        [.. form.Where(f => changes.All(c => c.Name != f.Key)), .. changes.Select(c => new KeyValuePair<string, string>(c.Name, c.Value))];

    private static Task<HttpResponseMessage> Post(HttpClient client, string address, List<KeyValuePair<string, string>> form) => client.PostAsync(address, new FormUrlEncodedContent(form));

    private string Of(int i) => $"/records/sighting/{filled.Ids[i]}";

    [Fact]
    public async Task Every_page_is_there_in_three_languages_small_and_without_inline_style_or_script()
    {
        foreach (var language in (string[])["en", "fr", "ar"])
        {
            using var client = filled.Host.Client(language);
            foreach (var address in (string[])["/records", "/records/sighting", "/records/sighting?q=boat&f.means=lorry&from=2024-01-01&sort=latest-event&columns=title&columns=speed", Of(3), Of(3) + "/edit", "/records/sighting/new",
                Of(3) + "/history", Of(3) + "/readers", Of(3) + "/access", "/search?q=boat", "/map?kind=sighting", "/timeline?kind=sighting", $"/graph/{filled.Ids[3]}", "/import"])
            {
                var answer = await client.GetAsync(address);
                var html = await answer.Content.ReadAsStringAsync();
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {answer.StatusCode}\n{html[..Math.Min(3000, html.Length)]}");
                Assert.DoesNotContain("style=\"", html, StringComparison.Ordinal);
                Assert.DoesNotMatch("<script(?![^>]*src=)", html);
                Assert.DoesNotMatch(" on[a-z]+=\"", html);
                Assert.Contains($"lang=\"{language}\" dir=\"{(language == "ar" ? "rtl" : "ltr")}\"", html, StringComparison.Ordinal);
                Assert.Contains("Directive (EU) 2016/680, Art. 8", html, StringComparison.Ordinal); // purpose and basis stay in sight
                Assert.True(System.Text.Encoding.UTF8.GetByteCount(html) < 150_000, $"{address} has {html.Length} characters");
                Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_list_is_filtered_sorted_paged_and_counted_by_its_address()
    {
        using var client = filled.Host.Client();
        var html = await client.GetStringAsync("/records/sighting?f.means=lorry&f.means=pick-up&sort=earliest-event");
        var expected = await filled.Host.Records.ListAsync(SampleHost.Session, new("sighting", Facets: new Dictionary<string, ImmutableSet> { ["means"] = ["lorry", "pick-up"] }));
        Assert.Contains($">Records: {expected.Total}<", html, StringComparison.Ordinal);
        Assert.DoesNotContain(">Rubber boat</bdi></td>", html, StringComparison.Ordinal);
        // Page after page to the end: other tests add records meanwhile, so the oldest may lie on the third page.
        var pages = new List<string> { await client.GetStringAsync("/records/sighting") };
        while (Regex.Match(pages[^1], "href=\"([^\"]*after=[^\"]*)\" rel=\"next\"") is { Success: true } next && pages.Count < 20) pages.Add(await client.GetStringAsync(WebUtility.HtmlDecode(next.Groups[1].Value)));
        Assert.InRange(pages.Count, 2, 19);
        Assert.Contains("Boat in distress 1<", pages[^1], StringComparison.Ordinal);
        Assert.All(pages[..^1], page => Assert.DoesNotContain("Boat in distress 1<", page, StringComparison.Ordinal));
        Assert.Contains("no longer there", await client.GetStringAsync("/records/sighting?after=nonsense"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_is_edited_through_its_form_with_a_reason_and_nothing_else_changes()
    {
        using var client = filled.Host.Client();
        var form = Form(await client.GetStringAsync(Of(4) + "/edit"), "record");
        var before = (await filled.Host.Records.ReadAsync(SampleHost.Session, filled.Ids[4])).Value;
        var refused = await Post(client, Of(4) + "/edit", With(form, ("persons", "many"), ("reason", "")));
        var html = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("value=\"many\"", html, StringComparison.Ordinal); // what was written stays to be mended
        Assert.Contains("is not a whole number", html, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"" + Of(4) + "/edit#f-persons\"", html, StringComparison.Ordinal);
        var saved = await Post(client, Of(4) + "/edit", With(form, ("persons", "77"), ("reason", "counted again")));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var after = (await filled.Host.Records.ReadAsync(SampleHost.Session, filled.Ids[4])).Value;
        Assert.Equal((77, "counted again", 2), (after.As<Sighting>().Persons, after.Reason, after.Version));
        Assert.Equal(Sighting.Kind.Write(before.As<Sighting>() with { Persons = 77 }), Sighting.Kind.Write(after.Body));
        Assert.Equal(before.Header, after.Header with { Categories = before.Header.Categories });
        // The old form has an old tag: what somebody saved meanwhile is not overwritten.
        var late = await Post(client, Of(4) + "/edit", With(form, ("persons", "5"), ("reason", "late")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        Assert.Contains("Somebody saved this record", WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        var history = await client.GetStringAsync(Of(4));
        Assert.Contains("Persons</td>", history, StringComparison.Ordinal);
        Assert.Contains("<td class=\"was\">", await client.GetStringAsync(Of(4) + "?version=2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_chooses_the_id_of_a_new_record()
    {
        using var client = filled.Host.Client();
        var form = Form(await client.GetStringAsync("/records/sighting/new"), "record");
        var taken = filled.Ids[7];
        var before = (await filled.Host.Records.ReadAsync(SampleHost.Session, taken)).Value;
        var sent = await Post(client, "/records/sighting/new", With(form, ("key", taken.ToString()), ("title", "Aimed at another"), ("when.from", "2026-05-01")));
        Assert.DoesNotContain(taken.ToString(), sent.Headers.Location?.OriginalString ?? "", StringComparison.Ordinal);
        Assert.Equal(before.ETag, (await filled.Host.Records.ReadAsync(SampleHost.Session, taken)).Value.ETag);
    }

    [Fact]
    public async Task A_new_record_is_refused_in_words_then_made_once_however_often_it_is_sent()
    {
        using var client = filled.Host.Client("fr");
        var form = Form(await client.GetStringAsync("/records/sighting/new"), "record");
        var refused = await Post(client, "/records/sighting/new", With(form, ("header.source", "")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        foreach (var words in (string[])["Ce qui a été vu : à remplir.", "Quand : à remplir.", "Indiquez d'où vient l'information."]) Assert.Contains(words, html, StringComparison.Ordinal);
        var filledIn = With(form, ("title", "Zodiac"), ("when.from", "2026-11-20"), ("where.text", "Sabratha"), ("speed", "3,5"), ("header.source", "Patrouille"), ("name[0].value", "Espoir"), ("name[0].source", "témoin"));
        var made = await Post(client, "/records/sighting/new", filledIn);
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var id = RecordId.Parse(made.Headers.Location!.OriginalString.Split('/', '?').Single(p => p.Length == 36));
        var view = (await filled.Host.Records.ReadAsync(SampleHost.Session, id)).Value;
        Assert.Equal((3.5, "Espoir", "Patrouille"), (view.As<Sighting>().Speed, view.As<Sighting>().Name!.Best!.Value, view.Header.Provenance.Source));
        var again = await Post(client, "/records/sighting/new", filledIn);
        Assert.Equal(made.Headers.Location, again.Headers.Location);
        Assert.Equal(1, (await filled.Host.Records.ListAsync(SampleHost.Session, new("sighting", "Zodiac"))).Total);
    }

    [Fact]
    public async Task A_step_shows_what_is_missing_and_is_taken_when_nothing_is()
    {
        using var client = filled.Host.Client();
        var unmet = await client.GetStringAsync(Of(7)); // every seventh sighting has no number of persons
        Assert.Contains("Say how many persons there were before you assess it.", unmet, StringComparison.Ordinal);
        Assert.DoesNotContain("step-assess", unmet, StringComparison.Ordinal);
        var form = Form(await client.GetStringAsync(Of(8)), "step-assess");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Post(client, Of(8), form)).StatusCode); // no reason
        Assert.Equal(HttpStatusCode.Redirect, (await Post(client, Of(8), With(form, ("reason", "compared with the log")))).StatusCode);
        var assessed = await client.GetStringAsync(Of(8));
        Assert.Contains(">Assessed</span>", assessed, StringComparison.Ordinal);
        Assert.Contains("A second person must take this step", WebUtility.HtmlDecode(assessed), StringComparison.Ordinal);
        using var other = filled.Host.Client(purpose: Purpose.Rescue, person: "paolo");
        Assert.Contains("step-close", await other.GetStringAsync(Of(8)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_any_other_purpose_the_protected_kind_is_no_kind_at_all()
    {
        using var inside = filled.Host.Client(purpose: Purpose.Protection);
        var form = Form(await inside.GetStringAsync("/records/referral/new"), "record");
        var made = await Post(inside, "/records/referral/new", With(form, ("need", "medical help"), ("header.source", "Hotline")));
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var address = made.Headers.Location!.OriginalString.Split('?')[0];
        Assert.Equal(HttpStatusCode.OK, (await inside.GetAsync(address)).StatusCode);
        using var outside = filled.Host.Client();
        foreach (var page in (string[])["/records/referral", "/records/referral/new", address, address + "/edit", address + "/access", address + "/readers", "/graph/" + address.Split('/')[^1]])
        {
            var there = await outside.GetAsync(page);
            var nowhere = await outside.GetAsync(page.Replace("referral", "unicorn", StringComparison.Ordinal).Replace(address.Split('/')[^1], "01890a5d-ac96-774b-bcce-b302099a8057", StringComparison.Ordinal));
            Assert.Equal((HttpStatusCode.NotFound, nowhere.StatusCode), (there.StatusCode, HttpStatusCode.NotFound));
            static string Bare(string html) => Regex.Replace(html, "(referral|unicorn|[0-9a-f-]{36}|value=\"CfDJ[^\"]*\")", "");
            Assert.Equal(Bare(await nowhere.Content.ReadAsStringAsync()), Bare(await there.Content.ReadAsStringAsync()));
        }
        foreach (var page in (string[])["/records", "/search?q=medical", "/map", "/timeline", "/import"])
            Assert.DoesNotContain("Referral", await outside.GetStringAsync(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await outside.GetAsync("/records/referral/export.csv")).StatusCode);
    }

    [Fact]
    public async Task Somebody_not_signed_in_is_led_to_sign_in_and_without_purpose_to_state_one()
    {
        using var nobody = filled.Host.Client(person: "");
        var answer = await nobody.GetAsync("/records/sighting?q=a");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/sign-in?return=%2Frecords%2Fsighting%3Fq%3Da", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var idle = filled.Host.Client(purpose: "");
        Assert.Contains("/work?return=", (await idle.GetAsync("/records")).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_without_its_antiforgery_token_changes_nothing()
    {
        using var client = filled.Host.Client();
        var form = Form(await client.GetStringAsync(Of(9) + "/edit"), "record");
        var without = form.Where(f => f.Key != "__RequestVerificationToken").ToList();
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(client, Of(9) + "/edit", With(without, ("persons", "1"), ("reason", "x")))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/language", new FormUrlEncodedContent([new("language", "fr")]))).StatusCode);
        Assert.Equal(1, (await filled.Host.Records.ReadAsync(SampleHost.Session, filled.Ids[9])).Value.Version);
    }

    [Fact]
    public async Task A_view_is_saved_and_leads_nowhere_outside()
    {
        using var client = filled.Host.Client();
        var token = Form(await client.GetStringAsync(Of(3) + "/edit"), "record").First(f => f.Key == "__RequestVerificationToken");
        async Task Save(string name, string address) => Assert.Equal(HttpStatusCode.Redirect, (await client.PostAsync("/kept/save", new FormUrlEncodedContent([token, new("sort", "view:sighting"), new("name", name), new("return", address)]))).StatusCode);
        await Save("Lorries", "/records/sighting?f.means=lorry");
        await Save("Outside", "https://example.org/");
        var html = await client.GetStringAsync("/records/sighting");
        Assert.Contains("href=\"/records/sighting?f.means=lorry\"><bdi>Lorries", html, StringComparison.Ordinal);
        Assert.DoesNotContain("example.org", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_added_and_comes_back_as_a_download()
    {
        using var client = filled.Host.Client();
        var fields = Form(await client.GetStringAsync(Of(10)), "file");
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Where(f => f.Key != "file")) body.Add(new StringContent(value), name);
        body.Add(new ByteArrayContent("<script>alert(1)</script>"u8.ToArray()), "file", "photo.html");
        Assert.Equal(HttpStatusCode.Redirect, (await client.PostAsync(Of(10), body)).StatusCode);
        var link = Regex.Match(await client.GetStringAsync(Of(10)), "href=\"(/files/[^\"]+)\"").Groups[1].Value;
        var file = await client.GetAsync(link);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("application/octet-stream", file.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_table_is_uploaded_tried_and_started_as_a_job_that_the_record_tells_of()
    {
        await using var host = await SampleHost.StartAsync();
        using var client = host.Client();
        var fields = Form(await client.GetStringAsync("/import?kind=sighting"), "upload");
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in With(fields, ("source", "Patrols"), ("kind", "sighting")).Where(f => f.Key != "file")) body.Add(new StringContent(value), name);
        body.Add(new ByteArrayContent("what was seen,date,lat,lon,persons\nBoat,25/03/2016,35.5,12.6,4\nLorry,26/03/2016,16.9,8.0,x\n"u8.ToArray()), "file", "march.csv");
        var uploaded = await client.PostAsync("/import", body);
        Assert.True(uploaded.StatusCode == HttpStatusCode.Redirect, Regex.Match(await uploaded.Content.ReadAsStringAsync(), "refusals.*?</div>", RegexOptions.Singleline).Value);
        var page = uploaded.Headers.Location!.OriginalString;
        var plan = Form(await client.GetStringAsync(page), "plan");
        Assert.Contains(plan, f => f.Value == "where.latitude");
        var tried = WebUtility.HtmlDecode(await (await Post(client, page, With(plan, ("act", "try")))).Content.ReadAsStringAsync());
        Assert.Contains("is not a whole number", tried, StringComparison.Ordinal);
        Assert.Empty((await host.Records.ListAsync(SampleHost.Session, new("sighting"))).Rows);
        Assert.Equal(HttpStatusCode.Redirect, (await Post(client, page, With(plan, ("act", "start")))).StatusCode);
        Assert.Contains("http-equiv=\"refresh\"", await client.GetStringAsync(page), StringComparison.Ordinal);
        var jobs = host.Services.GetRequiredService<IJobs>();
        var job = (await jobs.ListAsync(SampleHost.Session)).Single();
        var result = await TableImportJob.RunAsync(job, host.Records, host.Services.GetRequiredService<IAttachments>(), host.Services.GetRequiredService<Declarations>(), host.Services.GetRequiredService<NodaTime.IClock>(), (_, _) => new(true));
        Assert.True(result.Done, string.Join("; ", result.Refusals.Select(r => r.Message)));
        await jobs.EndAsync(job.Id, "test", JobState.Done, null, result.Value);
        var done = WebUtility.HtmlDecode(await client.GetStringAsync(page));
        Assert.Contains("The import is done", done, StringComparison.Ordinal);
        Assert.Contains("3: persons:", done, StringComparison.Ordinal);
        Assert.Single((await host.Records.ListAsync(SampleHost.Session, new("sighting"))).Rows);
        var back = await Post(client, page, With(Form(await client.GetStringAsync(page), "back"), ("reason", "wrong file")));
        Assert.Contains("Records withdrawn: 1.", await back.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await host.Records.ListAsync(SampleHost.Session, new("sighting"))).Rows);
    }

    [Fact]
    public async Task Map_graph_and_export_answer_under_the_same_session_only()
    {
        using var client = filled.Host.Client();
        var points = await client.GetStringAsync("/map/points.json?kind=sighting");
        Assert.Equal(100, System.Text.Json.JsonDocument.Parse(points).RootElement.GetProperty("features").GetArrayLength());
        Assert.Contains("\"role\":\"Follows\"", await client.GetStringAsync($"/graph/{filled.Ids[3]}/links.json"), StringComparison.Ordinal);
        var export = await client.GetAsync("/records/sighting/export.csv?f.means=lorry");
        Assert.Equal("text/csv", export.Content.Headers.ContentType!.MediaType);
        Assert.Contains("TLP-AMBER.csv", export.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        using var nobody = filled.Host.Client(person: "");
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/map/points.json")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync($"/graph/{filled.Ids[3]}/links.json")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await nobody.GetAsync("/records/sighting/export.csv")).StatusCode);
    }
}
