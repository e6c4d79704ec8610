using NodaTime;
using Palermo.Analysis.Notices;
using Palermo.Commitments.InformationSharing.Notices;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing.Tests.Notices;

public class NoticeWorkflowTests
{
    private static readonly LocalDate Today = new(2026, 11, 24);

    private static NoticeRequest Organiser => new()
    {
        Colour = NoticeColour.Red, Subject = "Hamza Diori, organiser of boats", RequestingCountry = "NER", FamilyName = "Diori", FirstName = "Hamza", Sex = "M", BirthDate = new(1984), IdentityDocument = "10PC12345",
        Charges = ["Smuggling of migrants, as organiser of boats"], MaximumPenaltyYears = 15, WarrantReference = "MA 114/2026", WarrantDate = new(2026, 3, 4), WarrantAuthority = "TGI Niamey",
        Facts = "Sold places in boats.", FactsDate = new(2025, 9, 14), FactsPlace = "Zuwara", ExtraditionAssured = true, RecordedOn = Today, ExpiresOn = new(2031, 11, 24),
    };

    private static Session As(string id) => new(new(id, id, "niger", "NCB Niamey", [Role.LiaisonOfficer.Name]), new(Purpose.Cooperation), Channel.Page);

    private static GuardContext At(Kind kind, string state, object body, LocalDate today, string actor = "second") => new(body,
        new(new(Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057")), kind.Name, "niger", state, kind.DefaultHandling, kind.DefaultPurposes, default, new("test"), today.PlusYears(1), [], "RPD Art. 82"), As(actor), today);

    private static IReadOnlyList<Refusal> Unmet(NoticeBody body, string step, LocalDate? today = null, string actor = "second", string lastChangedBy = "first")
    {
        Kind kind = body is Diffusion ? Diffusion.Kind : NoticeRequest.Kind;
        var transition = kind.Workflow.Transitions.First(t => t.Name == step);
        return kind.Workflow.Unmet(transition, At(kind, transition.From, body, today ?? Today, actor), lastChangedBy);
    }

    /// <summary>The state machine of the domain page "information exchange", 1.3, arrow by arrow.</summary>
    [Fact]
    public void A_notice_moves_as_the_domain_page_draws_it()
    {
        string[] drawn =
        [
            "draft>ncb-review", "ncb-review>submitted", "submitted>under-compliance-review", "under-compliance-review>published", "under-compliance-review>refused", "under-compliance-review>more-info-requested",
            "published>suspended", "suspended>published", "suspended>cancelled", "published>expired", "published>cancelled",
        ];
        var declared = NoticeRequest.Kind.Workflow.Transitions.Select(t => $"{t.From}>{t.To}").ToHashSet();
        Assert.Superset(drawn.ToHashSet(), declared);
        Assert.Equal(["ncb-review>draft", "more-info-requested>under-compliance-review"], declared.Except(drawn).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(["cancelled", "expired", "refused"], NoticeRequest.Kind.Workflow.States.Where(s => s.Final).Select(s => s.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_notice_that_passes_the_checks_is_submitted_by_a_second_person()
    {
        Assert.Empty(NoticeRequest.Kind.Validate(Organiser));
        Assert.Empty(Unmet(Organiser, "submit"));
        Assert.Equal(["workflow.four-eyes"], Unmet(Organiser, "submit", actor: "first").Select(r => r.Code));
    }

    [Fact]
    public void Everything_that_blocks_is_said_at_once_with_its_provision()
    {
        var refusals = Unmet(Organiser with { IdentityDocument = null, WarrantReference = null, WarrantDate = null, WarrantAuthority = null }, "submit");
        Assert.Equal(["notice.rn-nowarrant", "notice.rn-id-min"], refusals.Select(r => r.Code));
        Assert.All(refusals, r => Assert.StartsWith("RPD Art.", r.Source, StringComparison.Ordinal));
    }

    [Fact]
    public void A_requester_whose_notice_is_held_back_is_told_that_it_does_not_comply_and_nothing_else()
    {
        var refusal = Assert.Single(Unmet(Organiser with { HeldBack = "desk 7" }, "submit"));
        Assert.Equal(("notice.does-not-comply", NoticeCheck.DoesNotComply, null, null), (refusal.Code, refusal.Message, refusal.Source, refusal.Field));
    }

    [Fact]
    public void A_victims_flag_blocks_until_two_officers_decide_otherwise()
    {
        var flagged = Organiser with { VictimInSameFacts = true };
        Assert.Equal(["notice.rn-victim"], Unmet(flagged, "submit").Select(r => r.Code));
        var decided = flagged with { VictimOverrideBy = "first", VictimOverrideReason = "Acted on her own account after she had been freed." };
        Assert.Empty(Unmet(decided, "submit", actor: "second"));
        Assert.Contains(Unmet(decided, "submit", actor: "first", lastChangedBy: "third"), r => r.Code == "notice.rn-victim");
        Assert.Equal(["notice.rn-victim"], Unmet(decided with { VictimOverrideReason = " " }, "submit").Select(r => r.Code));
    }

    [Fact]
    public void The_review_is_due_six_months_before_expiry_and_the_29th_of_February_becomes_the_28th()
    {
        var notice = Organiser with { RecordedOn = new(2020, 2, 29), ExpiresOn = new(2025, 2, 28) };
        Assert.Empty(NoticeRequest.Kind.Validate(notice));
        Assert.Contains(NoticeRequest.Kind.Validate(notice with { ExpiresOn = new(2025, 3, 1) }), r => r.Code == "notice.retention");
        var due = NoticeRequest.Kind.Workflow.Deadlines.First(d => d.Name == "review-due");
        Assert.Equal(new LocalDate(2024, 8, 28), due.Due(notice, At(NoticeRequest.Kind, "published", notice, Today).Header));
        Assert.Null(due.Due(notice, At(NoticeRequest.Kind, "draft", notice, Today).Header));
    }

    [Fact]
    public void A_notice_expires_after_its_day_and_is_cancelled_with_a_reason()
    {
        Assert.Equal(["notice.not-expired"], Unmet(Organiser, "expire", new(2031, 11, 24)).Select(r => r.Code));
        Assert.Empty(Unmet(Organiser, "expire", new(2031, 11, 25)));
        Assert.Equal(["notice.end"], Unmet(Organiser, "cancel").Select(r => r.Code));
        Assert.Empty(Unmet(Organiser with { Ended = NoticeEnd.Acquitted }, "cancel"));
        Assert.Equal(["notice.refusal"], Unmet(Organiser, "refuse").Select(r => r.Code));
    }

    private static Diffusion Sent(NoticeColour colour, params string[] to) => new()
    {
        Colour = colour, Subject = "Facilitator", RequestingCountry = "ITA", FamilyName = "Rossi", FirstName = "Marco", BirthDate = new(1979), Conditions = ["investigation-open"], RecordedOn = Today, ExpiresOn = new(2028, 11, 24), Recipients = to,
    };

    [Fact]
    public void A_diffusion_has_recipients_none_of_them_barred_and_a_wanted_one_is_reviewed_first()
    {
        Assert.Empty(Unmet(Sent(NoticeColour.Blue, "NER", "FRA"), "send-unwanted"));
        Assert.Contains(Diffusion.Kind.Validate(Sent(NoticeColour.Blue, "NER", "LBY") with { BarredCountries = ["LY"] }), r => r.Code == "diffusion.barred");
        Assert.Contains(Diffusion.Kind.Validate(Sent(NoticeColour.Blue)), r => r.Code == "body.required");
        Assert.Contains(Unmet(Sent(NoticeColour.Red, "NER"), "send-unwanted"), r => r.Code == "diffusion.review");
    }

    [Fact]
    public void A_document_is_recorded_by_its_issuer_alone_and_bears_no_name()
    {
        var loss = new DocumentLoss { Number = "10 PC 12345", Issuer = "NER", RecordedBy = "NE", RecordedOn = Today };
        Assert.Empty(DocumentLoss.Kind.Validate(loss));
        Assert.Equal(["document-loss.issuer"], DocumentLoss.Kind.Validate(loss with { RecordedBy = "ITA" }).Select(r => r.Code));
        Assert.DoesNotContain(DocumentLoss.Kind.Fields, f => f.Name.Contains("name", StringComparison.OrdinalIgnoreCase) || f.Name.Contains("holder", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("10PC12345 NER", DocumentLoss.Kind.TitleOf(loss));
    }

    /// <summary>The states of the domain page "information exchange", 1.5.</summary>
    [Fact]
    public void A_hit_is_followed_to_its_end()
    {
        string[] drawn = ["hit-received>first-line-verified", "first-line-verified>second-line", "second-line>ncb-notified", "ncb-notified>ncb-confirmed", "ncb-notified>ncb-invalid", "ncb-notified>no-answer", "ncb-confirmed>action-taken", "action-taken>closed"];
        Assert.Superset(drawn.ToHashSet(), HitFollowUp.Kind.Workflow.Transitions.Select(t => $"{t.From}>{t.To}").ToHashSet());
    }

    private static HitFollowUp Hit => new() { EntryHit = "Missing children: Senait T., 2013", Owner = "NCB Rome", ReceivedAt = Instant.FromUtc(2026, 11, 20, 8, 0), NotifiedAt = Instant.FromUtc(2026, 11, 20, 22, 0) };

    private static IEnumerable<string> HitUnmet(HitFollowUp hit, string step, LocalDate today)
    {
        var transition = HitFollowUp.Kind.Workflow.Transitions.First(t => t.Name == step);
        return HitFollowUp.Kind.Workflow.Unmet(transition, At(HitFollowUp.Kind, transition.From, hit, today), "first").Select(r => r.Code);
    }

    [Fact]
    public void The_owner_has_24_hours_and_a_false_positive_says_why()
    {
        Assert.Equal(new LocalDate(2026, 11, 21), HitFollowUp.Kind.Workflow.Deadlines[0].Due(Hit, At(HitFollowUp.Kind, "ncb-notified", Hit, Today).Header));
        Assert.Equal(["hit.waiting"], HitUnmet(Hit, "wait-over", new(2026, 11, 20)));
        Assert.Empty(HitUnmet(Hit, "wait-over", new(2026, 11, 21)));
        Assert.Equal(["hit.answered", "hit.false-positive"], HitUnmet(Hit, "invalidate", Today));
        Assert.Equal(["hit.action"], HitUnmet(Hit, "act", Today));
        Assert.True((Hit with { AnsweredAt = Hit.NotifiedAt + Duration.FromHours(24) }).InTime);
        Assert.False((Hit with { AnsweredAt = Hit.NotifiedAt + Duration.FromHours(24) + Duration.FromSeconds(1) }).InTime);
        Assert.False(Hit.InTime);
    }

    [Fact]
    public void Indicators_count_as_the_catalogue_says_and_hide_small_counts()
    {
        var span = new DateInterval(new(2026, 7, 1), new(2026, 9, 30));
        // Domain page, section 7, worked example: 96 of 120 in time is 80 %.
        var share = NoticesIndicators.Share(span, 96, 120, 120);
        Assert.Equal(80.0, share.Value!.Value, 9);
        Assert.True(share.Low < 80 && share.High > 80);
        Assert.Null(NoticesIndicators.Share(span, 3, 120, 120).Value);
        Assert.Equal(90.0, NoticesIndicators.Compliance(span, [.. Enumerable.Repeat("published", 40), .. Enumerable.Repeat("cancelled", 32), .. Enumerable.Repeat("refused", 8), "draft"]).Value);
        Assert.Equal(600.0, NoticesIndicators.PerThousand(span, 600, 1000, 3).Value);
        Assert.Null(NoticesIndicators.PerThousand(span, 0, 0, 0).Value);
    }

    [Fact]
    public void Two_notices_of_one_person_in_two_scripts_are_found_and_two_persons_are_not_joined()
    {
        RecordId Id(int n) => new(new Guid(n, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1));
        var other = Organiser with { FamilyName = "Rossi", FirstName = "Marco", BirthDate = new(1979, 1, 2), IdentityDocument = "YA1234567" };
        var again = Organiser with { FamilyName = "ديوري", FirstName = "حمزة", BirthDate = new(1984, 5, 2) };
        var pairs = NoticeDuplicates.Find([(Id(1), Organiser with { BirthDate = new(1984, 5, 2) }), (Id(2), other), (Id(3), again)]);
        var pair = Assert.Single(pairs);
        Assert.Equal((Id(1), Id(3)), (pair.First, pair.Second));
        Assert.NotEmpty(pair.Why);
    }

    [Fact]
    public void Every_reason_that_the_model_can_give_has_its_words_in_three_languages()
    {
        string[] compared = ["given name", "surname", "birth date", "sex", "nationality", "document"];
        foreach (var comparison in Palermo.Analysis.Matching.DefaultModels.Of("person").Comparisons.Where(c => compared.Contains(c.Name)))
            foreach (var level in comparison.Levels)
            {
                var words = new MatchReason(comparison.Name, level.Name, 1.5).Words;
                Assert.DoesNotContain(level.Name, words.French.Split(':')[1], StringComparison.Ordinal);
                Assert.DoesNotContain(level.Name, words.Arabic, StringComparison.Ordinal);
                Assert.DoesNotContain(comparison.Name, words.Arabic, StringComparison.Ordinal);
            }
    }
}
