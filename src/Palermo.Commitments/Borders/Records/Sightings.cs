using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>People or a vehicle seen and not stopped, by a patrol, a sensor or an aircraft. Detections are not persons.</summary>
internal sealed record Detection : PersonsEvent
{
    /// <summary>Hours of patrol behind the detection: rising detections may be rising patrols.</summary>
    public double? PatrolHours { get; init; }
    /// <summary>Hours during which the sensor worked.</summary>
    public double? SensorHours { get; init; }
    public string? Means { get; init; }

    public static Kind<Detection> Kind { get; } = new KindBuilder<Detection>("detection", "borders",
            new("Detection", "Détection", "رصد"), new("Detections", "Détections", "عمليات الرصد"))
        .Event(x => x.PlaceAndDay)
        .Persons()
        .Field(x => x.PatrolHours, new("Patrol hours", "Heures de patrouille", "ساعات الدورية"), f => f with { Minimum = 0, Maximum = 1_000_000, Unit = "h" })
        .Field(x => x.SensorHours, new("Sensor up-time", "Temps de fonctionnement du capteur", "ساعات عمل جهاز الاستشعار"), f => f with { Minimum = 0, Maximum = 1_000_000, Unit = "h" })
        .Field(x => x.Means, new("Means of transport", "Moyen de transport", "وسيلة النقل"), f => f with { Searched = true })
        .Categories(SubjectCategory.SmuggledPerson)
        .FieldEntry()
        .Build();
}

/// <summary>People stopped by an authority. The report states medical and protection needs.</summary>
internal sealed record Interception : PersonsEvent
{
    public double? PatrolHours { get; init; }
    public string? Means { get; init; }
    /// <summary>What was asked and seen of medical needs; required.</summary>
    public string MedicalNeeds { get; init; } = "";
    /// <summary>What was asked and seen of protection needs, claims to asylum among them: required, and answered by referral, not here.</summary>
    public string ProtectionNeeds { get; init; } = "";
    /// <summary>Persons screened for protection needs within 24 hours.</summary>
    public int? ScreenedWithin24Hours { get; init; }

    public static Kind<Interception> Kind { get; } = new KindBuilder<Interception>("interception", "borders",
            new("Interception", "Interception", "اعتراض"), new("Interceptions", "Interceptions", "عمليات الاعتراض"))
        .Event(x => x.PlaceAndDay)
        .Persons()
        .Field(x => x.PatrolHours, new("Patrol hours", "Heures de patrouille", "ساعات الدورية"), f => f with { Minimum = 0, Maximum = 1_000_000, Unit = "h" })
        .Field(x => x.Means, new("Means of transport", "Moyen de transport", "وسيلة النقل"), f => f with { Searched = true })
        .Field(x => x.MedicalNeeds, new("Medical needs", "Besoins médicaux", "الاحتياجات الطبية"), f => f with
        {
            Type = FieldType.LongText, Required = true, MaxLength = 4000,
            Help = new("What was asked and seen, also when there were none. No names.", "Ce qui a été demandé et constaté, même en l'absence de besoins. Pas de noms.", "ما سُئل عنه وما لوحظ، حتى إن لم توجد احتياجات. بلا أسماء."),
        })
        .Field(x => x.ProtectionNeeds, new("Protection needs", "Besoins de protection", "احتياجات الحماية"), f => f with
        {
            Type = FieldType.LongText, Required = true, MaxLength = 4000,
            Help = new("How many were referred, and to whom. No names and no claims of persons: these belong to protection.", "Combien ont été orientés et vers qui. Ni noms ni demandes individuelles : elles relèvent de la protection.", "كم شخصاً أُحيل وإلى من. بلا أسماء ولا طلبات فردية: هذه من شأن الحماية."),
        })
        .Field(x => x.ScreenedWithin24Hours, new("Screened within 24 hours", "Examinés dans les 24 heures", "فُحصوا خلال 24 ساعة"), f => f with { Minimum = 0, Maximum = 1_000_000 })
        .Rule(x => x.ScreenedWithin24Hours > x.Persons ? [new Refusal("interception.screened", "More were screened than intercepted.", Field: "screenedWithin24Hours")] : [])
        .Categories(SubjectCategory.SmuggledPerson)
        .FieldEntry()
        .Build();
}

/// <summary>People rescued: the link to the rescue room's own file.</summary>
internal sealed record Rescue : PersonsEvent
{
    public string? Means { get; init; }
    /// <summary>Where the people were brought, a place of safety.</summary>
    public string? PlaceOfSafety { get; init; }

    public static Kind<Rescue> Kind { get; } = new KindBuilder<Rescue>("rescue", "borders",
            new("Rescue", "Sauvetage", "إنقاذ"), new("Rescues", "Sauvetages", "عمليات الإنقاذ"))
        .Event(x => x.PlaceAndDay)
        .Persons()
        .Field(x => x.Means, new("Means of transport", "Moyen de transport", "وسيلة النقل"), f => f with { Searched = true })
        .Field(x => x.PlaceOfSafety, new("Place of safety", "Lieu sûr", "المكان الآمن"), f => f with { Searched = true })
        .Categories(SubjectCategory.RescuedPerson)
        .FieldEntry()
        .Build();
}

/// <summary>People who had landed or arrived undetected, found later.</summary>
internal sealed record Arrival : PersonsEvent
{
    public string? Means { get; init; }

    public static Kind<Arrival> Kind { get; } = new KindBuilder<Arrival>("arrival", "borders",
            new("Arrival", "Arrivée", "وصول"), new("Arrivals", "Arrivées", "حالات الوصول"))
        .Event(x => x.PlaceAndDay)
        .Persons()
        .Field(x => x.Means, new("Means of transport", "Moyen de transport", "وسيلة النقل"), f => f with { Searched = true })
        .Categories(SubjectCategory.SmuggledPerson)
        .FieldEntry()
        .Build();
}
