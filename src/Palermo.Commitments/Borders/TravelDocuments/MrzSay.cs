using System.Globalization;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>What the reader of machine readable zones says, with place, finding and mend.</summary>
internal static class MrzSay
{
    private static Words Fill(string english, string french, string arabic, params ReadOnlySpan<object> values) => new(
        string.Format(CultureInfo.InvariantCulture, english, values), string.Format(CultureInfo.InvariantCulture, french, values), string.Format(CultureInfo.InvariantCulture, arabic, values));

    /// <summary>The name of what a check digit covers.</summary>
    public static Words Of(string check) => check switch
    {
        "number" => new("document number", "numéro du document", "رقم الوثيقة"),
        "birth" => new("date of birth", "date de naissance", "تاريخ الميلاد"),
        "expiry" => new("date of expiry", "date d'expiration", "تاريخ الانتهاء"),
        "personal" => new("personal number", "numéro personnel", "الرقم الشخصي"),
        _ => new("whole zone", "zone entière", "المنطقة كلها"),
    };

    public static Words NoForm(int lines, string widths) => Fill(
        "This is no machine readable zone: {0} line(s) of {1} signs. Expected are 3 lines of 30 (TD1), 2 lines of 36 (TD2, MRV-B) or 2 lines of 44 (TD3, MRV-A).",
        "Ce n'est pas une zone de lecture automatique : {0} ligne(s) de {1} signes. On attend 3 lignes de 30 (TD1), 2 lignes de 36 (TD2, MRV-B) ou 2 lignes de 44 (TD3, MRV-A).",
        "هذه ليست منطقة مقروءة آلياً: {0} سطر من {1} علامة. المنتظر 3 أسطر من 30 (TD1) أو سطران من 36 (TD2 وMRV-B) أو سطران من 44 (TD3 وMRV-A).", lines, widths);

    public static Words Width(int line, int found, string format, int width) => Fill(
        "Line {0} has {1} signs; a line of {2} has {3}. It was looked at as if it ended with fillers: copy it again.",
        "La ligne {0} a {1} signes ; une ligne {2} en a {3}. Elle a été lue comme complétée par des chevrons : recopiez-la.",
        "في السطر {0} {1} علامة، وسطر {2} فيه {3}. قُرئ كأنه مكمَّل بعلامات الملء: انسخه من جديد.", line, found, format, width);

    public static Words Sign(int line, int column, char sign) => Fill(
        "Line {0}, column {1}: '{2}' cannot stand in a machine readable zone; only A to Z, 0 to 9 and < can.",
        "Ligne {0}, colonne {1} : « {2} » n'a pas sa place dans une zone de lecture automatique ; seuls A à Z, 0 à 9 et < y figurent.",
        "السطر {0}، العمود {1}: لا يمكن أن تظهر «{2}» في منطقة مقروءة آلياً؛ لا يظهر فيها إلا A إلى Z و0 إلى 9 و<.", line, column, sign);

    public static Words Case { get; } = new("Small letters were read as capitals.", "Les minuscules ont été lues comme des majuscules.", "قُرئت الأحرف الصغيرة كأنها كبيرة.");

    public static Words Check(string name, int line, string columns, int digitLine, int digitColumn, string expected, string found)
    {
        var of = Of(name);
        return new(
            $"Check digit of the {of.English}: line {digitLine}, column {digitColumn} has '{found}', and '{expected}' is right for what stands in {Where(line, columns, "line", "columns")}. Either that digit or one of those signs was misread, or is not as it was issued.",
            $"Chiffre de contrôle ({of.French}) : ligne {digitLine}, colonne {digitColumn}, on lit « {found} », et « {expected} » convient à ce qui figure {Where(line, columns, "ligne", "colonnes")}. Ce chiffre ou l'un de ces signes a été mal lu, ou n'est pas d'origine.",
            $"رقم التحقق ({of.Arabic}): في السطر {digitLine}، العمود {digitColumn} «{found}»، والصحيح «{expected}» لما في {Where(line, columns, "السطر", "الأعمدة", "، ")}. إما أن هذا الرقم أو إحدى تلك العلامات أسيء قراءتها، أو ليست كما صدرت.");
    }

    private static string Where(int line, string columns, string lineWord, string columnsWord, string comma = ", ") => line == 0 ? columns : $"{lineWord} {line}{comma}{columnsWord} {columns}";

    public static Words Belgian { get; } = new(
        "The document number verifies when the filler in its middle is counted, as Belgian cards do; by ICAO Doc 9303-5 it does not. Ask the issuer before you conclude anything.",
        "Le numéro se vérifie si l'on compte le chevron du milieu, comme le font les cartes belges ; selon le Doc 9303-5 de l'OACI il ne se vérifie pas. Interrogez l'émetteur avant toute conclusion.",
        "يصح رقم الوثيقة إذا حُسبت علامة الملء في وسطه كما في البطاقات البلجيكية، ولا يصح وفق وثيقة الإيكاو 9303-5. اسأل الجهة المصدرة قبل أي استنتاج.");

    public static Words NumberTail { get; } = new(
        "The place of the number's check digit holds a filler, so the number should run on at the beginning of the optional field, and nothing stands there.",
        "La place du chiffre de contrôle du numéro porte un chevron : le numéro devrait se poursuivre au début du champ facultatif, qui est vide.",
        "مكان رقم تحقق الوثيقة فيه علامة ملء، فينبغي أن يتواصل الرقم في أول الحقل الاختياري، وهو فارغ.");

    public static Words Date(string name, string fault, int line, string columns, string found)
    {
        var of = Of(name);
        var (english, french, arabic) = fault switch
        {
            "sign" => ("has a sign that is neither a digit nor a filler", "contient un signe qui n'est ni un chiffre ni un chevron", "فيه علامة ليست رقماً ولا علامة ملء"),
            "gap" => ("leaves out a part before one that it gives", "omet une partie avant une autre qu'elle donne", "يُغفل جزءاً قبل جزء يذكره"),
            "month" => ("names a month that does not exist", "indique un mois qui n'existe pas", "يذكر شهراً غير موجود"),
            _ => ("names a day that does not exist", "indique un jour qui n'existe pas", "يذكر يوماً غير موجود"),
        };
        return new($"The {of.English} (line {line}, columns {columns}: {found}) {english}.", $"La {of.French} (ligne {line}, colonnes {columns} : {found}) {french}.", $"{of.Arabic} (السطر {line}، الأعمدة {columns}: {found}) {arabic}.");
    }

    public static Words Order(string birth, string expiry) => Fill(
        "The document expires ({1}) before the holder was born ({0}).", "Le document expire ({1}) avant la naissance du titulaire ({0}).", "تنتهي الوثيقة ({1}) قبل ولادة حاملها ({0}).", birth, expiry);

    public static Words Expired(string expiry, string today) => Fill(
        "The document expired on {0} (looked at on {1}).", "Le document a expiré le {0} (examiné le {1}).", "انتهت الوثيقة في {0} (نُظر فيها في {1}).", expiry, today);

    public static Words Far(string expiry, int years) => Fill(
        "The date of expiry, {0}, lies more than {1} years ahead: passports and identity cards of EU states run {1} years at most. Other issuers may differ.",
        "La date d'expiration, {0}, est à plus de {1} ans : les passeports et cartes d'identité des États de l'UE valent {1} ans au plus. D'autres émetteurs peuvent différer.",
        "تاريخ الانتهاء {0} أبعد من {1} سنوات: جوازات دول الاتحاد الأوروبي وبطاقاتها صالحة {1} سنوات على الأكثر. وقد تختلف جهات أخرى.", expiry, years);

    public static Words NoExpiry { get; } = new("The date of expiry is not stated to the day.", "La date d'expiration n'est pas précisée au jour.", "تاريخ الانتهاء غير مذكور باليوم.");

    public static Words Sex(int line, int column, char found) => Fill(
        "Line {0}, column {1}: sex is M, F or <, and '{2}' stands there.", "Ligne {0}, colonne {1} : le sexe est M, F ou <, et on lit « {2} ».", "السطر {0}، العمود {1}: الجنس M أو F أو <، وفيه «{2}».", line, column, found);

    public static Words Code(string format, string expected, string found) => Fill(
        "The document code of {0} begins with {1}, and '{2}' stands there.", "Le code du document {0} commence par {1}, et on lit « {2} ».", "رمز وثيقة {0} يبدأ بـ{1}، وفيه «{2}».", format, expected, found);

    public static Words Issuer(bool nationality, string code) => nationality
        ? Fill("The nationality '{0}' is in no list of Doc 9303-3: misread, or a document of fantasy.", "La nationalité « {0} » ne figure dans aucune liste du Doc 9303-3 : mal lue, ou document de fantaisie.", "الجنسية «{0}» ليست في أي قائمة من الوثيقة 9303-3: قراءة خاطئة أو وثيقة وهمية.", code)
        : Fill("The issuer '{0}' is in no list of Doc 9303-3: misread, or a document of fantasy.", "L'émetteur « {0} » ne figure dans aucune liste du Doc 9303-3 : mal lu, ou document de fantaisie.", "الجهة المصدرة «{0}» ليست في أي قائمة من الوثيقة 9303-3: قراءة خاطئة أو وثيقة وهمية.", code);

    public static Words Specimen { get; } = new(
        "UTO (Utopia) stands on specimens only: no state issues documents under it.", "UTO (Utopie) ne figure que sur des spécimens : aucun État n'émet sous ce code.", "UTO (يوتوبيا) للنماذج فقط: لا تصدر أي دولة وثائق بهذا الرمز.");

    public static Words Protected(Words title) => new(
        $"{title.English}: the holder stands under international protection. Do not contact the authorities of the state of origin; refer where protection is sought.",
        $"{title.French} : le titulaire relève de la protection internationale. Ne pas contacter les autorités de l'État d'origine ; orienter si une protection est demandée.",
        $"{title.Arabic}: حامل الوثيقة تحت الحماية الدولية. لا تتصل بسلطات دولة المنشأ، وأحِله إن طلب الحماية.");

    public static Words NameDigit(int line, int column, char found) => Fill(
        "Line {0}, column {1}: names have no digits, and '{2}' stands there.", "Ligne {0}, colonne {1} : un nom ne contient pas de chiffre, et on lit « {2} ».", "السطر {0}، العمود {1}: لا أرقام في الأسماء، وفيه «{2}».", line, column, found);

    public static Words NameParts(int line, int column) => Fill(
        "Line {0}, column {1}: two fillers stand once, between surname and given names, and here again.", "Ligne {0}, colonne {1} : deux chevrons figurent une seule fois, entre nom et prénoms ; ils reviennent ici.", "السطر {0}، العمود {1}: تظهر علامتا ملء مرة واحدة بين اللقب والأسماء، وقد تكررتا هنا.", line, column);

    public static Words NameMissing { get; } = new(
        "The surname is empty. Who has one name only has it as surname (Doc 9303-3, 4.6).", "Le nom est vide. Qui n'a qu'un nom le porte comme nom de famille (Doc 9303-3, 4.6).", "اللقب فارغ. من له اسم واحد يُكتب لقباً (الوثيقة 9303-3، 4.6).");

    public static Words NameCut { get; } = new(
        "The name field is full to its end: names may have been shortened. Compare with the visual zone.", "Le champ du nom est plein : des noms ont pu être abrégés. Comparez avec la zone visuelle.", "حقل الاسم ممتلئ إلى آخره: ربما اختُصرت أسماء. قارن بالمنطقة المرئية.");
}
