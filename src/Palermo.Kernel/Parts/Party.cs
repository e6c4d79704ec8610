namespace Palermo.Kernel;

public enum PartySort { Person, Organisation, UnknownPerson }

public enum Sex { NotStated, Female, Male, Other }

/// <summary>A person or organisation, told of by several sources: each name, date, nationality and number is a statement with its own source, grade and marking.</summary>
/// <param name="KnownAs">For a person whose name is not known: the words by which she is spoken of, such as "driver of the white van".</param>
/// <param name="Nationalities">ISO 3166-1 alpha-3; claimed, presumed or confirmed, as source and grade of the statement say.</param>
/// <param name="FormerResidences">Countries of former habitual residence, ISO 3166-1 alpha-3.</param>
/// <remarks>
/// Somebody who was smuggled, or is presumed a victim, is no party of this kind (law 4): such records lie with protection, and where the
/// same person is suspected of something else, that is a record of its own.
/// </remarks>
public sealed record Party(
    PartySort Sort,
    Sourced<string>? Names = null,
    Sourced<string>? Aliases = null,
    string? KnownAs = null,
    Sex Sex = Sex.NotStated,
    Sourced<PartialDate>? Born = null,
    Sourced<string>? Nationalities = null,
    Sourced<string>? FormerResidences = null,
    Sourced<string>? Documents = null,
    Sourced<string>? Phones = null,
    Sourced<string>? Emails = null,
    Sourced<string>? Accounts = null,
    Sourced<string>? BankAccounts = null,
    IReadOnlyList<string>? Languages = null,
    string? Description = null)
{
    /// <summary>Upper case, letters and digits only: a document, plate or account number however it is spaced; null when nothing is left.</summary>
    private static string? Number(string written) => string.Concat(written.Where(char.IsLetterOrDigit)).ToUpperInvariant() is { Length: > 2 } normal ? normal : null;

    /// <summary>Digits with a leading plus where one was written or 00 stood for it; null when it can be no phone number (ITU-T E.164: at most 15 digits).</summary>
    private static string? Phone(string written)
    {
        var digits = string.Concat(written.Where(char.IsAsciiDigit));
        var abroad = written.AsSpan().TrimStart().StartsWith("+") || digits.StartsWith("00", StringComparison.Ordinal);
        digits = abroad ? digits.TrimStart('0') : digits;
        return digits.Length is < 5 or > 15 ? null : abroad ? "+" + digits : digits;
    }

    private static string? Mail(string written) => written.Trim().ToLowerInvariant() is var mail && mail.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < mail.Length - 1 && !mail.Contains(' ', StringComparison.Ordinal) ? mail : null;

    private static string? Account(string written) => written.Trim().TrimStart('@').ToLowerInvariant() is { Length: > 1 } handle ? handle : null;

    private static Field Of(Field field, string type, Func<string, string?> normal) => field with { Type = FieldType.Identifier, IdentifierType = type, Normalise = normal, MaxLength = 100 };

    private static IEnumerable<Refusal> Countries(string field, Sourced<string>? countries) =>
        (countries?.Statements ?? []).Where(s => s.Value is not { Length: 3 } || !s.Value.All(char.IsAsciiLetterUpper))
            .Select(s => new Refusal("party.country", $"'{s.Value}' is no country code of three letters, such as NER.", "ISO 3166-1 alpha-3", field));

    public static Kind<Party> Kind { get; } = new KindBuilder<Party>("party", "shared",
            new("Person or organisation", "Personne ou organisation", "شخص أو منظمة"), new("Persons and organisations", "Personnes et organisations", "الأشخاص والمنظمات"))
        .Field(x => x.Sort, new("Person or organisation", "Personne ou organisation", "شخص أو منظمة"), f => f with
        {
            Filtered = true, Listed = true,
            Codes = CodeList.Of<PartySort>("party-sort", (PartySort.Person, new("Person", "Personne", "شخص")), (PartySort.Organisation, new("Organisation", "Organisation", "منظمة")), (PartySort.UnknownPerson, new("Unknown person", "Personne inconnue", "شخص مجهول"))),
        })
        .Field(x => x.Names, new("Names", "Noms", "الأسماء"), f => f with
        {
            Searched = true, Listed = true, MaxLength = 200,
            Help = new("Each name in its own script, as its source writes it.", "Chaque nom dans son écriture, tel que la source l'écrit.", "كل اسم بكتابته كما يكتبه مصدره."),
        })
        .Field(x => x.Aliases, new("Aliases and nicknames", "Alias et surnoms", "الأسماء المستعارة والألقاب"), f => f with { Searched = true, MaxLength = 200 })
        .Field(x => x.KnownAs, new("Spoken of as", "Désignée comme", "يُشار إليه بـ"), f => f with
        {
            Searched = true, Listed = true,
            Help = new("For a person whose name is not known, such as \"driver of the white van\".", "Pour une personne dont le nom n'est pas connu, par exemple « conducteur de la camionnette blanche ».", "لشخص لا يُعرف اسمه، مثل «سائق الشاحنة البيضاء»."),
        })
        .Field(x => x.Sex, new("Sex", "Sexe", "الجنس"), f => f with
        {
            Codes = CodeList.Of<Sex>("sex", (Sex.NotStated, new("Not stated", "Non indiqué", "غير مذكور")), (Sex.Female, new("Female", "Féminin", "أنثى")), (Sex.Male, new("Male", "Masculin", "ذكر")), (Sex.Other, new("Other", "Autre", "آخر"))),
        })
        .Field(x => x.Born, new("Born", "Née le", "تاريخ الميلاد"))
        .Field(x => x.Nationalities, new("Nationalities", "Nationalités", "الجنسيات"), f => f with
        {
            MaxLength = 3, Help = new("Country code of three letters. Source and grade say whether it is claimed, presumed or confirmed.", "Code du pays à trois lettres. La source et la cotation disent si elle est déclarée, présumée ou confirmée.", "رمز البلد بثلاثة أحرف. يبيّن المصدر والتقييم إن كانت مصرَّحاً بها أو مفترضة أو مؤكدة."),
        })
        .Field(x => x.FormerResidences, new("Countries of former residence", "Pays de résidence antérieure", "بلدان الإقامة السابقة"), f => f with { MaxLength = 3 })
        .Field(x => x.Documents, new("Documents", "Documents", "الوثائق"), f => Of(f, "document", Number))
        .Field(x => x.Phones, new("Phones", "Téléphones", "الهواتف"), f => Of(f, "phone", Phone))
        .Field(x => x.Emails, new("E-mail addresses", "Adresses électroniques", "عناوين البريد الإلكتروني"), f => Of(f, "email", Mail))
        .Field(x => x.Accounts, new("Accounts on platforms", "Comptes sur les plateformes", "الحسابات على المنصات"), f => Of(f, "account", Account))
        .Field(x => x.BankAccounts, new("Bank accounts", "Comptes bancaires", "الحسابات المصرفية"), f => Of(f, "iban", Number))
        .Field(x => x.Languages, new("Languages", "Langues", "اللغات"))
        .Field(x => x.Description, new("Description", "Description", "الوصف"), f => f with { Type = FieldType.LongText, Searched = true, MaxLength = 10_000 })
        .Title(x => x.Names?.Best?.Value ?? x.Aliases?.Best?.Value ?? x.KnownAs ?? "—")
        .Rule(x => x.Sort == PartySort.UnknownPerson && string.IsNullOrWhiteSpace(x.KnownAs)
            ? [new Refusal("party.known-as", "Say by which words the unknown person is spoken of.", Field: "knownAs")] : [])
        .Rule(x => x.Sort != PartySort.UnknownPerson && (x.Names?.Statements ?? []).Count == 0 && (x.Aliases?.Statements ?? []).Count == 0 && string.IsNullOrWhiteSpace(x.KnownAs)
            ? [new Refusal("party.name", "Give a name, an alias or the words by which they are known.", Field: "names")] : [])
        .Rule(x => [.. Countries("nationalities", x.Nationalities), .. Countries("formerResidences", x.FormerResidences)])
        .Categories(SubjectCategory.Suspect, SubjectCategory.Convicted, SubjectCategory.OtherParty, SubjectCategory.MissingPerson)
        .Handling(new(Tlp.Amber))
        .Purposes(Purpose.Investigation)
        .NeedsLegalBasis()
        .Retention(3, 5, "Directive (EU) 2016/680, Art. 5: at most three years between reviews; the law of the node may ask for less")
        .Build();
}
