using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>The migration routes by which events are grouped, under one name for both publishers.</summary>
/// <remarks>
/// Names after IOM Missing Migrants Project and Frontex. A route is a statement of the source about an event, never about a person.
/// </remarks>
internal static class Routes
{
    public const string NotStated = "not-stated";

    /// <summary>Code, words, and the names that sources use for it.</summary>
    private static readonly (string Code, Words Title, string[] Names)[] All =
    [
        ("central-mediterranean", new("Central Mediterranean", "Méditerranée centrale", "وسط البحر المتوسط"), ["Central Mediterranean Route"]),
        ("eastern-mediterranean", new("Eastern Mediterranean", "Méditerranée orientale", "شرق البحر المتوسط"), ["Eastern Mediterranean Route"]),
        ("western-mediterranean", new("Western Mediterranean", "Méditerranée occidentale", "غرب البحر المتوسط"), ["Western Mediterranean Route"]),
        ("western-african-atlantic", new("Western African Atlantic", "Atlantique ouest-africaine", "غرب أفريقيا والأطلسي"),
            ["Western Africa / Atlantic route to the Canary Islands", "Western African Atlantic Route", "Western African Route"]),
        ("western-balkans", new("Western Balkans", "Balkans occidentaux", "غرب البلقان"), ["Western Balkan Route"]),
        ("sahara-desert", new("Sahara Desert crossing", "Traversée du Sahara", "عبور الصحراء الكبرى"), []),
        ("intra-african", new("Intra-African routes", "Routes intra-africaines", "مسارات داخل أفريقيا"), []),
        ("horn-eastern", new("Eastern route to and from the East and Horn of Africa", "Route orientale, Afrique de l'Est et Corne", "المسار الشرقي من وإلى شرق أفريقيا والقرن"),
            ["Eastern Route to/from EHOA", "EHOA Eastern Route"]),
        ("horn-northern", new("Northern route from the East and Horn of Africa", "Route du Nord depuis l'Afrique de l'Est et la Corne", "المسار الشمالي من شرق أفريقيا والقرن"),
            ["Northern Route from EHOA", "EHOA Northern Route"]),
        ("horn-of-africa", new("Horn of Africa route", "Route de la Corne de l'Afrique", "مسار القرن الأفريقي"), ["EHOA Horn of Africa Route"]),
        ("southern-africa", new("Route to Southern Africa", "Route vers l'Afrique australe", "المسار إلى جنوب أفريقيا"), ["EHOA Southern Route"]),
        ("drc-uganda", new("DRC to Uganda", "RDC vers l'Ouganda", "الكونغو الديمقراطية إلى أوغندا"), []),
        ("mayotte", new("Sea crossings to Mayotte", "Traversées vers Mayotte", "العبور البحري إلى مايوت"), []),
        ("afghanistan-iran", new("Afghanistan to Iran", "Afghanistan vers l'Iran", "أفغانستان إلى إيران"), []),
        ("iran-turkiye", new("Iran to Türkiye", "Iran vers la Türkiye", "إيران إلى تركيا"), []),
        ("syria-turkiye", new("Syria to Türkiye", "Syrie vers la Türkiye", "سوريا إلى تركيا"), []),
        ("turkiye-europe-land", new("Türkiye-Europe land route", "Route terrestre Türkiye-Europe", "المسار البري من تركيا إلى أوروبا"), []),
        ("belarus-eu", new("Belarus-EU border", "Frontière Bélarus-UE", "حدود بيلاروس والاتحاد الأوروبي"), []),
        ("ukraine-europe", new("Ukraine to Europe", "Ukraine vers l'Europe", "أوكرانيا إلى أوروبا"), []),
        ("italy-france", new("Italy to France", "Italie vers la France", "إيطاليا إلى فرنسا"), []),
        ("english-channel", new("English Channel to the UK", "Manche vers le Royaume-Uni", "القنال الإنجليزي إلى المملكة المتحدة"), []),
        ("intra-european", new("Intra-European routes", "Routes intra-européennes", "مسارات داخل أوروبا"), []),
        ("asia-pacific", new("Asia-Pacific routes", "Routes Asie-Pacifique", "مسارات آسيا والمحيط الهادئ"), ["Asia Pacific routes"]),
        ("us-mexico", new("US-Mexico border crossing", "Frontière États-Unis-Mexique", "عبور حدود الولايات المتحدة والمكسيك"), []),
        ("central-american", new("Central American route", "Route d'Amérique centrale", "مسار أمريكا الوسطى"), []),
        ("south-american", new("South American route", "Route d'Amérique du Sud", "مسار أمريكا الجنوبية"), []),
        ("darien", new("Darién", "Darién", "داريين"), ["Darien"]),
        ("caribbean-us", new("Caribbean to US", "Caraïbes vers les États-Unis", "الكاريبي إلى الولايات المتحدة"), []),
        ("caribbean-central-america", new("Caribbean to Central America", "Caraïbes vers l'Amérique centrale", "الكاريبي إلى أمريكا الوسطى"), []),
        ("dominican-republic-puerto-rico", new("Dominican Republic to Puerto Rico", "République dominicaine vers Porto Rico", "الدومينيكان إلى بورتوريكو"), []),
        ("haiti-dominican-republic", new("Haiti to Dominican Republic", "Haïti vers la République dominicaine", "هايتي إلى الدومينيكان"), []),
        ("venezuela-caribbean", new("Venezuela to Caribbean", "Venezuela vers les Caraïbes", "فنزويلا إلى الكاريبي"), []),
        ("circular-albania-greece", new("Albania to Greece and back", "Albanie-Grèce, circulaire", "من ألبانيا إلى اليونان ذهاباً وإياباً"), ["Circular Route from Albania to Greece"]),
        ("eastern-land-borders", new("Eastern land borders of the EU", "Frontières terrestres orientales de l'UE", "الحدود البرية الشرقية للاتحاد الأوروبي"), ["Eastern Borders Route", "Eastern Land Borders Route"]),
        ("black-sea", new("Black Sea", "Mer Noire", "البحر الأسود"), ["Black Sea Route"]),
        ("other", new("Other routes", "Autres routes", "مسارات أخرى"), ["Other"]),
        (NotStated, new("Not stated", "Non précisée", "غير محدد"), ["Undefined", ""]),
    ];

    public static CodeList List { get; } = new("route", [.. All.Select(r => new Code(r.Code, r.Title))], "IOM Missing Migrants Project; Frontex");

    private static readonly Dictionary<string, string> ByName = All
        .SelectMany(r => r.Names.Append(r.Title.English).Append(r.Code).Select(n => (n, r.Code)))
        .DistinctBy(p => p.n, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(p => p.n, p => p.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>The code for a source's name of a route; null when nobody uses that name.</summary>
    public static string? Find(string name) => ByName.GetValueOrDefault(name.Trim());

    /// <summary>The words for a code.</summary>
    public static Words Title(string code) => List.Find(code)?.Title ?? Words.Same(code);
}
