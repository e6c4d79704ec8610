using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>A forged, stolen or misused document as examined: kind, features and images, so that the next of the same series is known.</summary>
internal sealed record DocumentFraud
{
    public required EventTime When { get; init; }
    public FraudKind Fraud { get; init; }
    public string? DocumentType { get; init; }
    public string? Issuer { get; init; }
    public string? Edition { get; init; }
    public string? DocumentNumber { get; init; }
    public DetectionMethod? Method { get; init; }
    public IReadOnlyList<string> Features { get; init; } = [];
    /// <summary>Marks peculiar to this series, one a line: the same typo, the same scratch in a plate.</summary>
    public IReadOnlyList<string>? Marks { get; init; }
    public decimal? Price { get; init; }
    public string? Currency { get; init; }
    public string? SupplierAlias { get; init; }
    /// <summary>Hashes of the images attached, 16 hexadecimal digits each; made on the page of the fraud register.</summary>
    public IReadOnlyList<string>? ImageHashes { get; init; }
    public string? Notes { get; init; }

    public static Kind<DocumentFraud> Kind { get; } = new KindBuilder<DocumentFraud>("document-fraud", "borders",
            new("Document fraud", "Fraude documentaire", "احتيال بالوثائق"), new("Fraud register", "Registre des fraudes", "سجل الاحتيال"))
        .Field(x => x.When, new("Found", "Découvert", "اكتُشف"), f => f with { Required = true, Listed = true })
        .Field(x => x.Fraud, new("Kind of fraud", "Type de fraude", "نوع الاحتيال"), f => f with { Codes = FraudKinds.Kinds, Filtered = true, Listed = true })
        .Field(x => x.DocumentType, new("Document code", "Code du document", "رمز الوثيقة"), f => f with { MaxLength = 3, Filtered = true, Listed = true })
        .Field(x => x.Issuer, new("Issuer (code as in the zone)", "Émetteur (code de la bande)", "جهة الإصدار (الرمز كما في المنطقة)"), f => f with { MaxLength = 3, Filtered = true, Listed = true })
        .Field(x => x.Edition, new("Edition", "Édition", "الطبعة"), f => f with { MaxLength = 60, Listed = true })
        .Field(x => x.DocumentNumber, new("Document number", "Numéro du document", "رقم الوثيقة"), f => f with { Type = FieldType.Identifier, IdentifierType = DocumentLookup.NumberType, Normalise = AssetNumbers.Plain, MaxLength = 30 })
        .Field(x => x.Method, new("Found by", "Découvert par", "اكتُشف بواسطة"), f => f with { Codes = FraudKinds.Methods, Filtered = true })
        .Field(x => x.Features, new("Features", "Caractéristiques", "الخصائص"), f => f with { Type = FieldType.Codes, Codes = FraudKinds.Features })
        .Field(x => x.Marks, new("Marks of the series", "Marques propres à la série", "علامات السلسلة"), f => f with
        {
            Searched = true, Help = new("What is peculiar to this series: the same typo, the same scratch. One a line.", "Ce qui est propre à cette série : la même faute, la même rayure. Une par ligne.", "ما يخص هذه السلسلة: الخطأ نفسه أو الخدش نفسه. واحدة في كل سطر."),
        })
        .Field(x => x.Price, new("Price paid", "Prix payé", "الثمن المدفوع"), f => f with { Minimum = 0 })
        .Field(x => x.Currency, new("Currency", "Monnaie", "العملة"), f => f with { MaxLength = 3 })
        .Field(x => x.SupplierAlias, new("Supplier (alias)", "Fournisseur (alias)", "المورِّد (لقب)"), f => f with { Searched = true })
        .Field(x => x.ImageHashes, new("Hashes of the images", "Empreintes des images", "بصمات الصور"), f => f with { MaxLength = 16 })
        .Field(x => x.Notes, new("Notes", "Notes", "ملاحظات"), f => f with { Type = FieldType.LongText, MaxLength = 10_000, Searched = true })
        .Title(x => $"{x.Issuer} {x.DocumentType} {x.Edition}, {x.When.From:uuuu-MM-dd}".Trim())
        .Rule(x => (x.ImageHashes ?? []).Any(h => !ImageHash.TryParse(h, out _)) ? [new Refusal("fraud.hash", "A hash of an image has 16 hexadecimal digits: let the page make it.", Field: "imageHashes")] : [])
        .Rule(x => x is { Price: not null, Currency: null } ? [new Refusal("seizure.currency", "An amount needs its currency (ISO 4217, such as XOF).", Field: "currency")] : [])
        .Purposes(Purpose.BorderManagement, Purpose.Investigation, Purpose.Prosecution)
        .Retention(2, 15, "Palermo, Borders: series of forgers run for years")
        .Build();
}
