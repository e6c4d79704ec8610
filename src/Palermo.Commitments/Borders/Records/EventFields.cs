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

    /// <summary>Where people came from and went, how, and what other record tells of the same.</summary>
    public static KindBuilder<T> Movement<T>(this KindBuilder<T> kind) where T : MovementEvent => kind
        .Field(x => x.ComingFrom, new("Coming from", "En provenance de", "قادمون من"), f => f with
        {
            Searched = true,
            Help = new("A place, as stated of the group: a hub such as Agadez or Zuwara is recognised.", "Un lieu, tel que déclaré pour le groupe : un lieu de passage comme Agadez ou Zouara est reconnu.", "مكان كما ذُكر عن المجموعة: تُعرف نقاط العبور مثل أغاديز وزوارة."),
        })
        .Field(x => x.Towards, new("Towards", "Vers", "باتجاه"), f => f with { Searched = true })
        .Field(x => x.Stages, new("Places passed on the way", "Étapes du trajet", "الأماكن التي مرّوا بها"), f => f with
        {
            Help = new("In order, as told of the group as a whole. Never the way of one person.", "Dans l'ordre, pour le groupe dans son ensemble. Jamais le trajet d'une personne.", "بالترتيب كما رُوي عن المجموعة كلها. لا مسار شخص بعينه."),
        })
        .Field(x => x.Bearing, new("Course", "Cap", "الاتجاه"), f => f with { Minimum = 0, Maximum = 360, Unit = "°" })
        .Field(x => x.Modus, new("How it was done", "Mode opératoire", "أسلوب العمل"))
        .Field(x => x.Related, new("Tells of the same", "Concerne le même fait", "يتناول الواقعة نفسها"), f => f with { LinkRole = "same-happening" });

    /// <summary>Counts of persons.</summary>
    public static KindBuilder<T> Persons<T>(this KindBuilder<T> kind) where T : PersonsEvent => kind
        .Movement()
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
