namespace Palermo.Kernel;

/// <summary>What work is done for: stated by a person before the work, shown while it lasts, and logged with each step.</summary>
public static class Purpose
{
    public const string Investigation = "investigation";
    public const string Prosecution = "prosecution";
    public const string BorderManagement = "border-management";
    public const string FinancialIntelligence = "financial-intelligence";
    public const string Rescue = "rescue";
    public const string Protection = "protection";
    public const string Return = "return";
    public const string Statistics = "statistics";
    public const string Cooperation = "cooperation";
    /// <summary>Data protection, audit and complaints: looking at how records are used.</summary>
    public const string Oversight = "oversight";
    public const string Administration = "administration";

    /// <summary>Every purpose with the words that a person sees.</summary>
    public static IReadOnlyDictionary<string, Words> All { get; } = new Dictionary<string, Words>(StringComparer.Ordinal)
    {
        [Investigation] = new("Investigation", "Enquête", "التحقيق"),
        [Prosecution] = new("Prosecution", "Poursuites", "الملاحقة القضائية"),
        [BorderManagement] = new("Border management", "Gestion des frontières", "إدارة الحدود"),
        [FinancialIntelligence] = new("Financial intelligence", "Renseignement financier", "الاستخبارات المالية"),
        [Rescue] = new("Rescue", "Sauvetage", "الإنقاذ"),
        [Protection] = new("Protection", "Protection", "الحماية"),
        [Return] = new("Return", "Retour", "العودة"),
        [Statistics] = new("Statistics", "Statistiques", "الإحصاء"),
        [Cooperation] = new("Cooperation and capacity", "Coopération et renforcement des capacités", "التعاون وبناء القدرات"),
        [Oversight] = new("Oversight and data protection", "Contrôle et protection des données", "الرقابة وحماية البيانات"),
        [Administration] = new("Administration", "Administration", "الإدارة"),
    };
}

/// <summary>The work that a person has said to be doing: it goes with every read and write.</summary>
/// <param name="Purpose">One of <see cref="Kernel.Purpose.All"/>.</param>
/// <param name="LegalBasis">The provision under which the work is done, as the person stated it.</param>
/// <param name="CaseReference">The case it belongs to, where there is one.</param>
public sealed record Work(string Purpose, string? LegalBasis = null, string? CaseReference = null);
