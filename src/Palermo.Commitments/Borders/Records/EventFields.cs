using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>The fields that the kinds of events have in common, declared once.</summary>
internal static class EventFields
{
    /// <summary>When, where and by which route, with purposes, retention and grading as events of the room have them.</summary>
    public static KindBuilder<T> Event<T>(this KindBuilder<T> kind, Func<T, string> title) where T : BorderEvent => kind
        .Field(x => x.When, new("When", "Quand", "متى"), f => f with { Required = true, Listed = true })
        .Field(x => x.Where, new("Where", "Où", "أين"), f => f with
        {
            Required = true, Listed = true, Searched = true, Filtered = true,
            Help = new("A point with how well it is known, or words. Never more exact than the source.", "Un point avec sa précision, ou des mots. Jamais plus précis que la source.", "نقطة مع دقتها أو وصف. لا تكن أدق من المصدر."),
        })
        .Field(x => x.Route, new("Route", "Route", "المسار"), f => f with { Type = FieldType.Code, Codes = Routes.List, Filtered = true, Listed = true })
        .Field(x => x.Description, new("Description", "Description", "الوصف"), f => f with { Type = FieldType.LongText, Searched = true, MaxLength = 10_000 })
        .Title(title)
        .Purposes(Purpose.BorderManagement, Purpose.Investigation, Purpose.Statistics, Purpose.Rescue)
        .Retention(2, 10, "Palermo, Borders: events without personal data");

    /// <summary>Counts of persons.</summary>
    public static KindBuilder<T> Persons<T>(this KindBuilder<T> kind) where T : PersonsEvent => kind
        .Field(x => x.Persons, new("Persons", "Personnes", "الأشخاص"), f => f with { Minimum = 0, Maximum = 1_000_000, Listed = true })
        .Field(x => x.Men, new("Men", "Hommes", "الرجال"), f => f with { Minimum = 0, Maximum = 1_000_000 })
        .Field(x => x.Women, new("Women", "Femmes", "النساء"), f => f with { Minimum = 0, Maximum = 1_000_000 })
        .Field(x => x.Children, new("Children", "Enfants", "الأطفال"), f => f with { Minimum = 0, Maximum = 1_000_000 })
        .Field(x => x.UnaccompaniedChildren, new("Unaccompanied children", "Enfants non accompagnés", "أطفال غير مصحوبين"), f => f with { Minimum = 0, Maximum = 1_000_000 })
        .Field(x => x.CountIsEstimate, new("The count is an estimate", "Le nombre est une estimation", "العدد تقديري"))
        .Field(x => x.CountsPersonsOnce, new("Each person is counted once", "Chaque personne est comptée une fois", "كل شخص يُحسب مرة واحدة"), f => f with
        {
            Help = new("Leave it off for detections of crossings: the same person may be detected several times.", "À laisser vide pour les détections de passages : la même personne peut être détectée plusieurs fois.", "اتركها فارغة لرصد العبور: قد يُرصد الشخص نفسه عدة مرات."),
        })
        .Field(x => x.Nationalities, new("Nationalities", "Nationalités", "الجنسيات"), f => f with
        {
            Help = new("One a line: country code and count, such as NER 12. UNK for unknown.", "Une par ligne : code du pays et nombre, par exemple NER 12. UNK si inconnue.", "واحدة في كل سطر: رمز البلد والعدد، مثل NER 12. وUNK للمجهولة."),
        })
        .Rule(x => PersonsEvent.Sums(x));
}
