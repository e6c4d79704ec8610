using Palermo.Analysis.Changes;
using Palermo.Kernel;
using Palermo.Web.Texts;

namespace Palermo.Commitments.Borders;

/// <summary>The finding about a control in plain words: what is shown, and what is not.</summary>
internal static class EffectSay
{
    public static readonly Words Title = new("Effects of controls", "Effets des contrôles", "آثار الإجراءات الرقابية");
    public static readonly Words Lead = new("Did a control reduce crossings, or move them, and what did it cost in lives? What is not shown is called not shown.",
        "Un contrôle a-t-il réduit les passages, ou les a-t-il déplacés, et à quel prix en vies ? Ce qui n'est pas montré est dit non montré.",
        "هل خفّض الإجراء العبور أم نقله، وبأي ثمن في الأرواح؟ ما لم يثبت يُقال إنه لم يثبت.");

    /// <summary>The finding: crossings first, then deaths.</summary>
    public static Words Finding(ControlEffectResult r) => Join(Crossings(r), Deaths(r));

    private static Words Join(Words a, Words b) => new($"{a.English} {b.English}", $"{a.French} {b.French}", $"{a.Arabic} {b.Arabic}");

    private static Words Crossings(ControlEffectResult r)
    {
        Words Say(Func<Shown, string> english, Func<Shown, string> french, Func<Shown, string> arabic) => new(english(new("en")), french(new("fr")), arabic(new("ar")));
        var (a, b, net) = (r.Treated, r.Buffer, r.Net);
        string A(Shown s) => Interval(a, s);
        string B(Shown s) => Interval(b, s);
        string N(Shown s) => Interval(net, s);
        return r.Verdict switch
        {
            EffectVerdict.NotShown when a is null => new("An effect of the control is not shown: there are no detections on one of the sides to compare.", "Un effet du contrôle n'est pas montré : il n'y a pas de détections d'un des côtés à comparer.", "لم يثبت أثر للإجراء: لا عمليات رصد في أحد الجانبين للمقارنة."),
            EffectVerdict.NotShown => Say(
                s => $"A fall in the treated areas is not shown (ratio {A(s)}{Rarely(r.TreatedPlacebo, s)}).",
                s => $"Une baisse dans les zones traitées n'est pas montrée (rapport {A(s)}{Rarely(r.TreatedPlacebo, s)}).",
                s => $"لم يثبت انخفاض في المناطق المعنية (النسبة {A(s)}{Rarely(r.TreatedPlacebo, s)})."),
            EffectVerdict.TreatedRose => Say(
                s => $"Detections in the treated areas rose against the comparison (ratio {A(s)}). No success of the control is shown.",
                s => $"Les détections dans les zones traitées ont augmenté par rapport à la comparaison (rapport {A(s)}). Aucun succès du contrôle n'est montré.",
                s => $"ارتفعت عمليات الرصد في المناطق المعنية مقارنة بغيرها (النسبة {A(s)}). لم يثبت نجاح للإجراء."),
            EffectVerdict.FellInAll => Say(
                s => $"Detections fell in the treated areas (ratio {A(s)}), and also in treated areas and alternatives together (ratio {N(s)}). {(b is null ? "No alternative was looked at." : b is { Low: > 1 } ? $"Part of it moved: the alternatives rose (ratio {B(s)})." : "A rise on the alternatives is not shown.")}",
                s => $"Les détections ont baissé dans les zones traitées (rapport {A(s)}), et aussi dans les zones traitées et alternatives réunies (rapport {N(s)}). {(b is null ? "Aucune alternative n'a été examinée." : b is { Low: > 1 } ? $"Une partie s'est déplacée : les alternatives ont augmenté (rapport {B(s)})." : "Une hausse sur les alternatives n'est pas montrée.")}",
                s => $"انخفضت عمليات الرصد في المناطق المعنية (النسبة {A(s)})، وكذلك في المناطق المعنية والبديلة معاً (النسبة {N(s)}). {(b is null ? "لم يُنظر في أي بديل." : b is { Low: > 1 } ? $"انتقل جزء منها: ارتفعت البدائل (النسبة {B(s)})." : "لم يثبت ارتفاع في البدائل.")}"),
            EffectVerdict.Displaced => Say(
                s => $"Displaced: detections fell in the treated areas (ratio {A(s)}) and rose on the alternatives (ratio {B(s)}). A fall in all together is not shown (ratio {N(s)}).",
                s => $"Déplacé : les détections ont baissé dans les zones traitées (rapport {A(s)}) et augmenté sur les alternatives (rapport {B(s)}). Une baisse de l'ensemble n'est pas montrée (rapport {N(s)}).",
                s => $"انتقال: انخفضت عمليات الرصد في المناطق المعنية (النسبة {A(s)}) وارتفعت في البدائل (النسبة {B(s)}). لم يثبت انخفاض في المجموع (النسبة {N(s)})."),
            EffectVerdict.PartlyDisplaced => Say(
                s => $"Partly displaced: detections fell in the treated areas (ratio {A(s)}), the alternatives had more though a rise there is not certain (ratio {B(s)}), and a fall in all together is not shown (ratio {N(s)}).",
                s => $"Partiellement déplacé : les détections ont baissé dans les zones traitées (rapport {A(s)}), les alternatives en ont eu davantage sans que la hausse soit certaine (rapport {B(s)}), et une baisse de l'ensemble n'est pas montrée (rapport {N(s)}).",
                s => $"انتقال جزئي: انخفضت عمليات الرصد في المناطق المعنية (النسبة {A(s)})، وزادت في البدائل دون يقين (النسبة {B(s)})، ولم يثبت انخفاض في المجموع (النسبة {N(s)})."),
            _ => Say(
                s => $"Detections fell in the treated areas (ratio {A(s)}); displacement is not shown, nor a fall in all together (ratio {N(s)}).",
                s => $"Les détections ont baissé dans les zones traitées (rapport {A(s)}) ; un déplacement n'est pas montré, ni une baisse de l'ensemble (rapport {N(s)}).",
                s => $"انخفضت عمليات الرصد في المناطق المعنية (النسبة {A(s)})؛ لم يثبت انتقال ولا انخفاض في المجموع (النسبة {N(s)})."),
        };
    }

    private static string Interval(EffectRatio? ratio, Shown s) => ratio is null ? "–" : $"{s.Number(ratio.Ratio, 2)}, 95 % {s.Number(ratio.Low, 2)} – {s.Number(ratio.High, 2)}";

    private static string Rarely(Placebo? placebo, Shown s)
    {
        if (placebo is null) return "";
        var percent = s.Number(100 * placebo.Share, 0);
        return s.Language switch
        {
            "fr" => $" ; {percent} % des {placebo.Months} mois antérieurs montrent autant sans contrôle",
            "ar" => $"؛ {percent} % من {placebo.Months} شهراً سابقاً تُظهر مثل ذلك بلا إجراء",
            _ => $"; {percent} % of {placebo.Months} earlier months show as much without a control",
        };
    }

    private static Words Deaths(ControlEffectResult r)
    {
        if (r.Harm is not { } harm) return new("Deaths: none are recorded here for these routes, which is no proof that there were none.", "Décès : aucun n'est enregistré ici pour ces routes, ce qui ne prouve pas qu'il n'y en a pas eu.", "الوفيات: لا شيء مسجل هنا لهذه المسارات، وليس ذلك دليلاً على عدم وقوعها.");
        string Text(string language)
        {
            var s = new Shown(language);
            string before = s.Number(harm.Before.Value, 1), after = s.Number(harm.After.Value, 1);
            var ratio = harm.Ratio is { } q ? $"{s.Number(q.Value, 2)}, 95 % {s.Number(q.Interval.Low, 2)} – {s.Number(q.Interval.High, 2)}" : "–";
            // Deaths come by the boat: a change is called shown only when fatal incidents say so too.
            var shown = harm is { Ratio: { } d, IncidentRatio: { } i } && ((d.Interval.Low > 1 && i.Interval.Low > 1) || (d.Interval.High < 1 && i.Interval.High < 1));
            var rise = harm.Ratio is { Value: > 1 };
            string dead0 = s.Number(harm.Before.Events), dead1 = s.Number(harm.After.Events);
            return language switch
            {
                "fr" => $"Morts et disparus pour 1 000 détections : {before} avant ({dead0} en tout), {after} après ({dead1} ; rapport {ratio}) ; " + (shown ? rise ? "une hausse est montrée." : "une baisse est montrée." : "un changement n'est pas montré, car les incidents mortels pour 1 000 détections ne l'indiquent pas aussi nettement."),
                "ar" => $"الموتى والمفقودون لكل 1000 عملية رصد: {before} قبل ({dead0} إجمالاً) و{after} بعد ({dead1}؛ النسبة {ratio})؛ " + (shown ? rise ? "ثبت الارتفاع." : "ثبت الانخفاض." : "لم يثبت تغيّر لأن الحوادث المميتة لكل 1000 عملية رصد لا تقول ذلك بالوضوح نفسه."),
                _ => $"Dead and missing per 1,000 detections: {before} before ({dead0} in all), {after} after ({dead1}; ratio {ratio}); " + (shown ? rise ? "a rise is shown." : "a fall is shown." : "a change is not shown, since fatal incidents per 1,000 detections do not say so as clearly."),
            };
        }
        return new(Text("en"), Text("fr"), Text("ar"));
    }

    public static readonly Words PreTrendApart = new(
        "Before the control the treated areas already moved apart from the comparison: read the ratios with care.",
        "Avant le contrôle, les zones traitées s'écartaient déjà de la comparaison : lisez les rapports avec prudence.",
        "قبل الإجراء كانت المناطق المعنية تبتعد أصلاً عن المقارنة: اقرأ النسب بحذر.");
    public static readonly Words ByRule = new(
        "Alternatives and comparison were chosen by a fixed rule, not by a plan for this measure. Record a plan before looking at the next one.",
        "Alternatives et comparaison ont été choisies par une règle fixe, non par un plan pour cette mesure. Enregistrez un plan avant d'examiner la suivante.",
        "اختيرت البدائل والمقارنة بقاعدة ثابتة لا بخطة لهذا الإجراء. سجّل خطة قبل النظر في التالي.");

    public static Words Planned(string day) => new($"The areas come from a plan last written on {day}.", $"Les zones viennent d'un plan écrit pour la dernière fois le {day}.", $"تأتي المناطق من خطة كُتبت آخر مرة في {day}.");

    public static Words Effort(double? before, double? after)
    {
        if (before is not > 0 || after is not > 0)
            return new("Patrol effort: hours are not recorded for both sides, so that fewer detections may be fewer patrols.", "Effort de patrouille : les heures ne sont pas enregistrées des deux côtés ; moins de détections peut être moins de patrouilles.", "جهد الدوريات: الساعات غير مسجلة في الجانبين، وقد يعني انخفاض الرصد دوريات أقل.");
        string Text(string language) => new Shown(language).Number(after.Value / before.Value, 2);
        return new($"Patrol effort: hours after over hours before {Text("en")}.", $"Effort de patrouille : heures après sur heures avant {Text("fr")}.", $"جهد الدوريات: الساعات بعد إلى الساعات قبل {Text("ar")}.");
    }

    public static readonly Words Judge = new("Judge", "Évaluer", "تقييم");
    public static readonly Words None = new("No control measure is recorded that you may see. Record one: what, where, which route, when it began and ended.", "Aucune mesure de contrôle visible. Enregistrez-en une : quoi, où, quelle route, début et fin.", "لا إجراء رقابي مسجل يمكنك رؤيته. سجّل واحداً: ما هو وأين وأي مسار ومتى بدأ وانتهى.");
    public static readonly Words Record = new("Record a measure", "Enregistrer une mesure", "تسجيل إجراء");
    public static readonly Words Plan = new("Write a plan", "Écrire un plan", "كتابة خطة");
    public static readonly Words FindingHeading = new("Finding", "Constat", "الخلاصة");
    public static readonly Words Group = new("Areas", "Zones", "المناطق");
    public static readonly Words TreatedAreas = new("Treated", "Traitées", "المعنية");
    public static readonly Words BufferAreas = new("Alternatives", "Alternatives", "البديلة");
    public static readonly Words ComparisonAreas = new("Comparison", "Comparaison", "المقارنة");
    public static readonly Words NetAreas = new("Treated and alternatives", "Traitées et alternatives", "المعنية والبديلة");
    public static readonly Words DetectionsBefore = new("Detections before", "Détections avant", "عمليات الرصد قبل");
    public static readonly Words DetectionsAfter = new("Detections after", "Détections après", "عمليات الرصد بعد");
    public static readonly Words RatioAgainst = new("Ratio against comparison (95 %)", "Rapport à la comparaison (95 %)", "النسبة إلى المقارنة (95 %)");
    public static readonly Words OtherWays = new("Looked at in other ways", "Examiné autrement", "نُظر فيه بطرق أخرى");
    public static readonly Words Quotient = new("Weighted displacement quotient (0 to -1: the part that moved)", "Quotient de déplacement pondéré (0 à -1 : la part déplacée)", "معامل الانتقال المرجح (0 إلى -1: الجزء المنتقل)");
    public static readonly Words Regression = new("Regression over areas and months, treated", "Régression sur zones et mois, zones traitées", "انحدار على المناطق والأشهر، المعنية");
    public static readonly Words Shuffled = new("Share of other choices of treated areas with as large a change", "Part des autres choix de zones traitées avec un changement aussi grand", "نسبة الاختيارات الأخرى للمناطق المعنية بتغير مماثل");
    public static readonly Words PlaceboHeading = new("Earlier months with as large a change and no control", "Mois antérieurs avec un changement aussi grand et sans contrôle", "أشهر سابقة بتغير مماثل وبلا إجراء");
    public static readonly Words PreTrendHeading = new("Moved alike before the control (p)", "Évoluaient de même avant le contrôle (p)", "تحركت معاً قبل الإجراء (p)");
    public static readonly Words NotEstimable = new("not estimable", "non estimable", "لا يمكن تقديره");
}
