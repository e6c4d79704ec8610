using System.Collections.Frozen;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>What an issuer or nationality code stands for.</summary>
internal enum IssuerSort
{
    /// <summary>In no list.</summary>
    Unknown,
    /// <summary>A state, territory or entity with an ISO 3166-1 code, or one that Doc 9303 gives in its place.</summary>
    State,
    /// <summary>An international organisation that issues travel documents.</summary>
    Organisation,
    /// <summary>A stateless person or a refugee: the holder stands under protection.</summary>
    Protected,
    /// <summary>A person of unspecified nationality.</summary>
    Unspecified,
    /// <summary>For specimens only.</summary>
    Specimen,
}

/// <summary>Codes of issuing states, organisations and nationalities in machine readable zones.</summary>
/// <remarks>Source: ICAO Doc 9303-3, 8th edition, section 5: ISO 3166-1 alpha-3, and the codes of parts A to E that ISO does not have.</remarks>
internal static class IssuerCodes
{
    private const string Iso =
        "ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA "
        + "CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA "
        + "FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY "
        + "JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ "
        + "MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS "
        + "RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV "
        + "TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE";

    private static readonly FrozenDictionary<string, (IssuerSort Sort, Words? Title)> Codes = Build();

    private static FrozenDictionary<string, (IssuerSort, Words?)> Build()
    {
        var codes = Iso.Split(' ').ToDictionary(c => c, _ => (IssuerSort.State, (Words?)null), StringComparer.Ordinal);
        codes.Remove("DEU"); // Germany writes D alone
        foreach (var (code, sort, title) in (ReadOnlySpan<(string, IssuerSort, Words)>)
        [
            ("D", IssuerSort.State, new("Germany", "Allemagne", "ألمانيا")),
            ("RKS", IssuerSort.State, new("Kosovo", "Kosovo", "كوسوفو")),
            ("GBD", IssuerSort.State, new("British Overseas Territories citizen", "Citoyen d'un territoire britannique d'outre-mer", "مواطن أقاليم ما وراء البحار البريطانية")),
            ("GBN", IssuerSort.State, new("British National (Overseas)", "Ressortissant britannique (outre-mer)", "وطني بريطاني (ما وراء البحار)")),
            ("GBO", IssuerSort.State, new("British Overseas citizen", "Citoyen britannique d'outre-mer", "مواطن بريطاني لما وراء البحار")),
            ("GBP", IssuerSort.State, new("British protected person", "Personne sous protection britannique", "شخص محمي بريطاني")),
            ("GBS", IssuerSort.State, new("British subject", "Sujet britannique", "رعية بريطاني")),
            ("EUE", IssuerSort.Organisation, new("European Union (laissez-passer)", "Union européenne (laissez-passer)", "الاتحاد الأوروبي (وثيقة مرور)")),
            ("UNO", IssuerSort.Organisation, new("United Nations", "Nations Unies", "الأمم المتحدة")),
            ("UNA", IssuerSort.Organisation, new("United Nations specialised agency", "Institution spécialisée des Nations Unies", "وكالة متخصصة تابعة للأمم المتحدة")),
            ("UNK", IssuerSort.Organisation, new("United Nations mission in Kosovo (UNMIK)", "Mission des Nations Unies au Kosovo (MINUK)", "بعثة الأمم المتحدة في كوسوفو")),
            ("XBA", IssuerSort.Organisation, new("African Development Bank", "Banque africaine de développement", "البنك الأفريقي للتنمية")),
            ("XIM", IssuerSort.Organisation, new("African Export-Import Bank", "Banque africaine d'import-export", "البنك الأفريقي للتصدير والاستيراد")),
            ("XCC", IssuerSort.Organisation, new("Caribbean Community", "Communauté des Caraïbes", "الجماعة الكاريبية")),
            ("XCE", IssuerSort.Organisation, new("Council of Europe", "Conseil de l'Europe", "مجلس أوروبا")),
            ("XCO", IssuerSort.Organisation, new("Common Market for Eastern and Southern Africa", "Marché commun de l'Afrique orientale et australe", "السوق المشتركة لشرق أفريقيا والجنوب الأفريقي")),
            ("XEC", IssuerSort.Organisation, new("Economic Community of West African States", "Communauté économique des États de l'Afrique de l'Ouest", "الجماعة الاقتصادية لدول غرب أفريقيا")),
            ("XPO", IssuerSort.Organisation, new("INTERPOL", "INTERPOL", "الإنتربول")),
            ("XES", IssuerSort.Organisation, new("Organisation of Eastern Caribbean States", "Organisation des États des Caraïbes orientales", "منظمة دول شرق الكاريبي")),
            ("XMP", IssuerSort.Organisation, new("Parliamentary Assembly of the Mediterranean", "Assemblée parlementaire de la Méditerranée", "الجمعية البرلمانية للبحر الأبيض المتوسط")),
            ("XOM", IssuerSort.Organisation, new("Sovereign Military Order of Malta", "Ordre souverain militaire de Malte", "منظمة فرسان مالطة ذات السيادة")),
            ("XDC", IssuerSort.Organisation, new("Southern African Development Community", "Communauté de développement de l'Afrique australe", "الجماعة الإنمائية للجنوب الأفريقي")),
            ("XXA", IssuerSort.Protected, new("Stateless person (1954 Convention)", "Apatride (convention de 1954)", "شخص عديم الجنسية (اتفاقية 1954)")),
            ("XXB", IssuerSort.Protected, new("Refugee (1951 Convention)", "Réfugié (convention de 1951)", "لاجئ (اتفاقية 1951)")),
            ("XXC", IssuerSort.Protected, new("Refugee, other than under the 1951 Convention", "Réfugié à un autre titre que la convention de 1951", "لاجئ بغير اتفاقية 1951")),
            ("XXX", IssuerSort.Unspecified, new("Person of unspecified nationality", "Personne de nationalité non précisée", "شخص غير محدد الجنسية")),
            ("UTO", IssuerSort.Specimen, new("Utopia: specimens only", "Utopie : spécimens uniquement", "يوتوبيا: للنماذج فقط")),
        ]) codes[code] = (sort, title);
        return codes.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static readonly FrozenDictionary<string, (IssuerSort Sort, Words? Title)>.AlternateLookup<ReadOnlySpan<char>> BySpan = Codes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a code without its fillers stands for.</summary>
    public static IssuerSort SortOf(ReadOnlySpan<char> code) => BySpan.TryGetValue(code, out var known) ? known.Sort : IssuerSort.Unknown;

    /// <summary>Words for the codes that ISO does not have; null for a state's own code and for unknown ones.</summary>
    public static Words? Title(string code) => Codes.TryGetValue(code, out var known) ? known.Title : null;

    /// <summary>How many codes are known.</summary>
    public static int Count => Codes.Count;
}
