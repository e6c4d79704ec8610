using System.Collections.Frozen;

namespace Palermo.Commitments.Borders;

/// <summary>Puts a cause of death in the words of a source into one of IOM's groups.</summary>
/// <remarks>
/// The full export writes causes freely (1,423 spellings from 2014 to 2022), the cleaned one in seven groups. Words are looked for
/// in order; a text with words of two groups is mixed. Agreement with the publisher's own grouping is measured in the tests.
/// </remarks>
internal static class CausesOfDeath
{
    private static readonly FrozenDictionary<string, CauseOfDeath> Groups = new Dictionary<string, CauseOfDeath>(StringComparer.OrdinalIgnoreCase)
    {
        ["Drowning"] = CauseOfDeath.Drowning,
        ["Vehicle accident / death linked to hazardous transport"] = CauseOfDeath.Vehicle,
        ["Harsh environmental conditions / lack of adequate shelter, food, water"] = CauseOfDeath.HarshConditions,
        ["Sickness / lack of access to adequate healthcare"] = CauseOfDeath.Sickness,
        ["Violence"] = CauseOfDeath.Violence,
        ["Accidental death"] = CauseOfDeath.Accidental,
        ["Mixed or unknown"] = CauseOfDeath.MixedOrUnknown,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly (CauseOfDeath Cause, string[] Words)[] Signs =
    [
        (CauseOfDeath.Drowning, ["drown", "shipwreck", "capsiz", "sank"]),
        (CauseOfDeath.Vehicle, ["vehicle", "car accident", "car crash", "truck", "lorry", "train", "bus accident", "bus crash", "hit by", "run over", "crushed", "suffocat", "asphyx", "traffic", "motorcycle", "van ", "road accident", "fell from", "fuel", "electrocut", "propeller", "plane"]),
        (CauseOfDeath.Violence, ["shot", "shoot", "gun", "stab", "beat", "murder", "kill", "homicid", "violen", "attack", "tortur", "assault", "rape", "abuse", "burned", "airstrike", "explosi", "mine", "hanged", "strangl", "thrown", "pushed", "decapit", "executed", "blunt", "bomb"]),
        (CauseOfDeath.HarshConditions, ["hypertherm", "hypotherm", "dehydrat", "exposure", "starv", "thirst", "heat", "cold", "harsh", "hunger", "frozen", "froze", "exhaust", "frostbite", "shelter", "environmental", "malnutrition", "lightning", "avalanche"]),
        (CauseOfDeath.Sickness, ["sick", "medicin", "illness", "disease", "heart", "cardi", "pneumon", "natural", "health", "diabet", "medical", "respirat", "infect", "covid", "childbirth", "pregnan", "asthma", "stroke", "malaria", "miscarr", "labour", "organ failure", "cancer", "cholera", "tubercul", "diarrh", "pulmonary", "epilep", "giving birth"]),
        (CauseOfDeath.Accidental, ["accident", "fall", "fell", "fire", "poison", "burn", "trauma", "injur", "collapse", "snake", "scorpion", "animal", "crocodile", "shark", "hippo", "bee ", "overdose", "intoxic"]),
    ];

    /// <summary>The group; <see cref="CauseOfDeath.MixedOrUnknown"/> for several and for none.</summary>
    public static CauseOfDeath Group(string words)
    {
        var text = words.Trim();
        if (Groups.TryGetValue(text, out var exact)) return exact;
        CauseOfDeath? found = null;
        foreach (var (cause, signs) in Signs)
        {
            if (!signs.Any(sign => text.Contains(sign, StringComparison.OrdinalIgnoreCase))) continue;
            // "Accident" alone is a group; "car accident" already belongs to another.
            if (cause == CauseOfDeath.Accidental && found is not null) continue;
            if (found is not null) return CauseOfDeath.MixedOrUnknown;
            found = cause;
        }
        return found ?? CauseOfDeath.MixedOrUnknown;
    }
}
