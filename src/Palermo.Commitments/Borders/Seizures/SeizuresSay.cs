using System.Globalization;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Words of the seizure register.</summary>
internal static class SeizuresSay
{
    public static readonly Words Title = new("Seizures", "Saisies", "المضبوطات");
    public static readonly Words Lead = new("What is due, where custody has a gap, what costs more than it is worth, and what came back.", "Ce qui est dû, les ruptures de garde, ce qui coûte plus qu'il ne vaut, et ce qui est revenu.", "ما هو مستحق، وأين انقطعت الحيازة، وما كلفته تفوق قيمته، وما عاد.");
    public static readonly Words NewSeizure = new("Record a seizure", "Saisir une saisie", "تسجيل ضبط");
    public static readonly Words NewAsset = new("Add a thing", "Ajouter un bien", "إضافة شيء");
    public static readonly Words Kept = new("Held now", "Détenus", "في الحيازة الآن");
    public static readonly Words Overdue = new("Overdue", "En retard", "متأخر");
    public static readonly Words Gaps = new("Broken custody", "Garde rompue", "حيازة منقطعة");
    public static readonly Words Costly = new("Cost over value", "Coût supérieur à la valeur", "كلفة تفوق القيمة");
    public static readonly Words Returned = new("Came back", "Revenus", "ما عاد");
    public static readonly Words Due = new("What is due", "Ce qui est dû", "ما هو مستحق");
    public static readonly Words NothingDue = new("Nothing is due within 30 days.", "Rien n'est dû dans les 30 jours.", "لا شيء مستحق خلال 30 يوماً.");
    public static readonly Words Deadline = new("Deadline", "Échéance", "الموعد");
    public static readonly Words DaysLeft = new("Days left", "Jours restants", "الأيام المتبقية");
    public static readonly Words Late = new("{0} late", "{0} de retard", "متأخر {0}");
    public static readonly Words Flags = new("What needs a look", "À examiner", "ما يحتاج إلى نظر");
    public static readonly Words NoFlags = new("Nothing is flagged.", "Rien à signaler.", "لا شيء للتنبيه.");
    public static readonly Words Asset = new("Thing", "Bien", "الشيء");
    public static readonly Words Why = new("Why", "Pourquoi", "السبب");
    public static readonly Words Register = new("Register", "Registre", "السجل");
    public static readonly Words Statistics = new("Value and number", "Valeur et nombre", "القيمة والعدد");
    public static readonly Words By = new("By", "Par", "حسب");
    public static readonly Words ByRoute = new("Route", "Route", "المسار");
    public static readonly Words ByClass = new("Class", "Catégorie", "الفئة");
    public static readonly Words ByStage = new("Stage", "Étape", "المرحلة");
    public static readonly Words Number = new("Number", "Nombre", "العدد");
    public static readonly Words Valued = new("With a value", "Évalués", "ذات قيمة");
    public static readonly Words Value = new("Value", "Valeur", "القيمة");
    public static readonly Words Storage = new("Storage so far", "Entreposage à ce jour", "كلفة التخزين حتى الآن");
    public static readonly Words NotSummed = new("Amounts in different currencies stand apart: they are never summed without a stated rate.", "Les montants en monnaies différentes restent séparés : jamais additionnés sans taux indiqué.", "تبقى المبالغ بعملات مختلفة منفصلة: لا تُجمع أبداً دون سعر صرف مذكور.");
    public static readonly Words Show = new("Show", "Afficher", "عرض");
    public static readonly Words None = new("No seized thing is recorded here that you may see.", "Aucun bien saisi visible ici.", "لا يوجد شيء مضبوط مسجل يمكنك رؤيته.");

    public static readonly Words Numbers = new("Numbers on it", "Numéros portés", "الأرقام المثبتة عليه");
    public static readonly Words CheckRight = new("check digit right", "chiffre de contrôle juste", "رقم التحقق صحيح");
    public static readonly Words CheckNone = new("has no check digit", "sans chiffre de contrôle", "بلا رقم تحقق");
    public static readonly Words SeenTitle = new("Seen elsewhere", "Vu ailleurs", "شوهد في مكان آخر");
    public static readonly Words NotSeen = new("No other record that you may see bears one of its numbers.", "Aucune autre fiche visible ne porte l'un de ses numéros.", "لا سجل آخر يمكنك رؤيته يحمل أحد أرقامه.");
    public static readonly Words CustodyTitle = new("Chain of custody", "Chaîne de possession", "سلسلة الحيازة");
    public static readonly Words NoCustodyYet = new("No hand-over is recorded.", "Aucune remise enregistrée.", "لم تُسجَّل أي عملية تسليم.");
    public static readonly Words From = new("From", "De", "من");
    public static readonly Words To = new("To", "À", "إلى");
    public static readonly Words At = new("When (UTC)", "Quand (UTC)", "متى (UTC)");
    public static readonly Words Place = new("Place", "Lieu", "المكان");
    public static readonly Words Purposed = new("Why", "Motif", "الغرض");
    public static readonly Words Condition = new("Condition", "État", "الحالة");
    public static readonly Words Seal = new("Bag or seal", "Sac ou scellé", "الكيس أو الختم");
    public static readonly Words SealBroken = new("The seal was not whole", "Le scellé n'était pas intact", "لم يكن الختم سليماً");
    public static readonly Words Signature = new("SHA-256 of the signed paper", "SHA-256 du papier signé", "بصمة الورقة الموقعة SHA-256");
    public static readonly Words AddStep = new("Record a hand-over", "Enregistrer une remise", "تسجيل تسليم");
    public static readonly Words Save = new("Save", "Enregistrer", "حفظ");
    public static readonly Words Intact = new("whole", "intact", "سليم");
    public static readonly Words Broken = new("not whole", "non intact", "غير سليم");
    public static readonly Words StepMissing = new("Give from whom, to whom, when, where and why.", "Indiquez de qui, à qui, quand, où et pourquoi.", "اذكر من سلّم ومن تسلّم ومتى وأين ولماذا.");
    public static readonly Words StolenTitle = new("Stolen?", "Volé ?", "مسروق؟");
    public static readonly Words StolenLead = new("Ask INTERPOL's registers (vehicles, vessels, engines) or your own through the national bureau, and note the answer here: when, which register, hit or no hit, its reference. Nothing else of the answer is kept. A hit is confirmed with the issuer before any measure.",
        "Interrogez les registres d'INTERPOL (véhicules, bateaux, moteurs) ou les vôtres par le bureau national, et notez la réponse : quand, quel registre, positif ou non, sa référence. Rien d'autre n'est conservé. Une réponse positive se confirme auprès de l'émetteur avant toute mesure.",
        "اسأل سجلات الإنتربول (المركبات والقوارب والمحركات) أو سجلاتكم عبر المكتب الوطني، ودوّن الجواب هنا: متى، وأي سجل، وهل ثمة تطابق، ومرجعه. لا يُحفظ شيء آخر من الجواب. ويُتحقق من أي تطابق لدى الجهة المصدرة قبل أي إجراء.");
    public static readonly Words RegisterAsked = new("Register asked", "Registre interrogé", "السجل المسؤول");
    public static readonly Words Result = new("Answer", "Réponse", "الجواب");
    public static readonly Words Reference = new("Reference", "Référence", "المرجع");
    public static readonly Words NoteAnswer = new("Note the answer", "Noter la réponse", "تدوين الجواب");
    public static readonly Words CostTitle = new("Storage and value", "Entreposage et valeur", "التخزين والقيمة");
    public static readonly Words CostSoFar = new("{0} days, {1} {2} so far", "{0} jours, {1} {2} à ce jour", "{0} يوماً، {1} {2} حتى الآن");
    public static readonly Words CostShare = new("{0} % of the estimated value; reaches it on {1}", "{0} % de la valeur estimée ; l'atteint le {1}", "{0} % من القيمة المقدرة؛ تبلغها في {1}");
    public static readonly Words CostUnknown = new("Give storage since when, cost a day and its currency to see the cost.", "Indiquez depuis quand, le coût par jour et sa monnaie pour voir le coût.", "اذكر منذ متى وكلفة اليوم وعملتها لمعرفة الكلفة.");
    public static readonly Words OwnerTitle = new("Rights of the owner", "Droits du propriétaire", "حقوق المالك");
    public static readonly Words OwnerMay = new("The owner may object until {0}.", "Le propriétaire peut s'opposer jusqu'au {0}.", "للمالك الاعتراض حتى {0}.");
    public static readonly Words OwnerClear = new("Nothing stands in the way of disposal on the owner's side.", "Rien ne s'oppose à la disposition du côté du propriétaire.", "لا مانع من التصرف من جهة المالك.");
    public static readonly Words StepsAndFiles = new("Steps, files and history", "Étapes, fichiers et historique", "الخطوات والملفات والتاريخ");
    public static readonly Words Papers = new("Papers", "Documents", "الأوراق");
    public static readonly Words Report = new("Seizure report", "Procès-verbal de saisie", "محضر الضبط");
    public static readonly Words Receipt = new("Receipt", "Récépissé", "إيصال");
    public static readonly Words Label = new("Label with code", "Étiquette avec code", "ملصق برمز");
    public static readonly Words Sheet = new("Custody sheet", "Feuille de possession", "ورقة الحيازة");
    public static readonly Words Application = new("Application for confiscation", "Requête aux fins de confiscation", "طلب مصادرة");
    public static readonly Words Scan = new("Scan to open the record", "Scanner pour ouvrir la fiche", "امسح الرمز لفتح السجل");
    public static readonly Words Seizure = new("Seizure", "Saisie", "عملية الضبط");
    public static readonly Words State = new("State", "État", "الحالة");
    public static readonly Words Authority = new("Authority", "Autorité", "السلطة");
    public static readonly Words LegalBasis = new("Legal basis", "Base légale", "الأساس القانوني");
    public static readonly Words When = new("When", "Quand", "متى");
    public static readonly Words Where = new("Where", "Où", "أين");
    public static readonly Words Case = new("Case", "Dossier", "القضية");
    public static readonly Words TakenFrom = new("Taken from", "Saisi auprès de", "ضُبط لدى");
    public static readonly Words Officer = new("Officer", "Agent", "الضابط");
    public static readonly Words Witnesses = new("Witnesses", "Témoins", "الشهود");
    public static readonly Words Statement = new("Statement", "Déclarations", "الأقوال");
    public static readonly Words ThingsTaken = new("Things taken", "Biens saisis", "الأشياء المضبوطة");
    public static readonly Words Signed = new("Signature of the officer", "Signature de l'agent", "توقيع الضابط");
    public static readonly Words SignedBy = new("Signature of the person from whom it was taken, or reason why not", "Signature de la personne, ou motif de son absence", "توقيع من ضُبط لديه أو سبب عدم التوقيع");
    public static readonly Words RightsLine = new("Whoever claims a right in a thing may say so to the authority named above; the law of the place sets the time. The receipt is no admission of anything.",
        "Quiconque revendique un droit sur un bien peut le faire valoir auprès de l'autorité ci-dessus, dans le délai fixé par la loi. Le récépissé ne vaut aucun aveu.",
        "لمن يدّعي حقاً في شيء أن يبلغ السلطة المذكورة أعلاه، ويحدد قانون المكان المهلة. لا يُعدّ الإيصال إقراراً بأي شيء.");
    public static readonly Words NoReport = new("No seizure report is recorded: parts of this paper stay open.", "Aucun procès-verbal enregistré : des parties de ce document restent vides.", "لم يُسجَّل محضر ضبط: تبقى أجزاء من هذه الورقة فارغة.");
    public static readonly Words ApplicationText = new(
        "The authority named below asks the court to order the confiscation of the thing described here as an instrumentality of the smuggling of migrants or of trafficking in persons (UNTOC, Art. 12(1)(b)).",
        "L'autorité désignée ci-dessous demande au juge d'ordonner la confiscation du bien décrit ici, en tant qu'instrument du trafic illicite de migrants ou de la traite des personnes (CTO, art. 12, par. 1 b)).",
        "تطلب السلطة المذكورة أدناه من المحكمة الأمر بمصادرة الشيء الموصوف هنا بوصفه أداة استُعملت في تهريب المهاجرين أو الاتجار بالأشخاص (اتفاقية الجريمة المنظمة، المادة 12(1)(ب)).");
    public static readonly Words ApplicationChecks = new("What the court will ask", "Ce que le juge demandera", "ما ستسأل عنه المحكمة");
    public static readonly Words VictimsFirst = new("Proceeds: the court may give priority to compensation of victims (UNTOC, Art. 14(2)).", "Produit : le juge peut donner priorité à l'indemnisation des victimes (CTO, art. 14, par. 2).", "العائدات: للمحكمة إعطاء الأولوية لتعويض الضحايا (اتفاقية الجريمة المنظمة، المادة 14(2)).");
    public static readonly Words Open = new("to be filled in", "à compléter", "يُستكمل");

    public static readonly Words NoCustody = new("In the register, and no hand-over is recorded: where is it?", "Inscrit au registre, sans aucune remise : où est-il ?", "مقيَّد في السجل ولم يُسجَّل أي تسليم: أين هو؟");
    public static readonly Words CameBack = new("It had left the authority's hands, and the same number was seized again later. Engines sold at auction have come back so: destroy or mark.",
        "Il avait quitté l'autorité, et le même numéro a été saisi de nouveau. Des moteurs vendus aux enchères sont ainsi revenus : détruire ou marquer.",
        "كان قد خرج من يد السلطة، ثم ضُبط الرقم نفسه من جديد. هكذا عادت محركات بيعت بالمزاد: تُتلف أو تُعلَّم.");
    public static readonly Words StolenHit = new("The last query of a register of stolen things gave a hit: have the issuer confirm it.", "La dernière interrogation d'un registre de biens volés est positive : faites confirmer par l'émetteur.", "أعطى آخر استعلام لسجل المسروقات تطابقاً: اطلب تأكيد الجهة المصدرة.");
    public static readonly Words SeenAfter = new("seen again after it had left the authority's hands", "revu après avoir quitté l'autorité", "شوهد مجدداً بعد خروجه من يد السلطة");
    public static readonly Words NoCheckDigit = new("Its maker is not bound to a check digit.", "Son constructeur n'est pas tenu au chiffre de contrôle.", "صانعه غير ملزم برقم تحقق.");

    public static Words OverValue(StorageCost cost) => Format(
        "Keeping it has cost {0:N0} {1} in {2} days, {3:N0} % of its estimated value.", "Sa garde a coûté {0:N0} {1} en {2} jours, soit {3:N0} % de sa valeur estimée.", "كلّف حفظه {0:N0} {1} في {2} يوماً، أي {3:N0} % من قيمته المقدرة.",
        cost.Cost, cost.Currency, cost.Days, 100 * (cost.ShareOfValue ?? 0));

    public static Words ModelYear(int year) => Format("Model year {0}, where the maker follows 49 CFR 565.", "Année-modèle {0}, si le constructeur suit 49 CFR 565.", "سنة الطراز {0} إن كان الصانع يتبع 49 CFR 565.", year);

    /// <summary>What is wrong with a number: forged, filed off, or misread.</summary>
    public static Words NumberProblem(string type, string english)
    {
        var name = SeizedAsset.Kind.Fields.FirstOrDefault(f => f.IdentifierType == type)?.Label ?? Words.Same(type);
        return new($"{name.English}: {english}. Forged, filed off or misread?", $"{name.French} : forme ou chiffre de contrôle faux. Falsifié, limé ou mal lu ?", $"{name.Arabic}: الشكل أو رقم التحقق خاطئ. مزوَّر أم مكشوط أم أسيئت قراءته؟");
    }

    /// <summary>A break of the chain in the three languages.</summary>
    public static Words Break(Refusal broken) => broken.Code switch
    {
        "custody.gap" => new(broken.Message, "Rupture : celui qui a remis n'était pas celui qui détenait. Où était le bien entre-temps ?", "انقطاع: من سلّم لم يكن هو الحائز. أين كان الشيء بينهما؟"),
        "custody.time" => new(broken.Message, "Une remise n'est pas postérieure à la précédente.", "تسليم ليس بعد الذي قبله."),
        "custody.seal-broken" => new(broken.Message, "Un scellé n'était pas intact.", "ختم لم يكن سليماً."),
        "custody.seal-changed" => new(broken.Message, "Le numéro du scellé a changé sans qu'un nouveau scellé soit enregistré.", "تغيّر رقم الختم دون تسجيل ختم جديد."),
        _ => new(broken.Message, "Une remise concerne un autre objet que la chaîne.", "تسليم يخص شيئاً غير الذي تتبعه السلسلة."),
    };

    public static Words Of(LookupResult result) => result switch
    {
        LookupResult.NoHit => new("No hit", "Sans résultat", "لا تطابق"),
        LookupResult.PossibleHit => new("Possible hit", "Résultat possible", "تطابق محتمل"),
        LookupResult.Hit => new("Hit: have the issuer confirm it", "Positif : à confirmer par l'émetteur", "تطابق: يُطلب تأكيد الجهة المصدرة"),
        _ => new("No answer", "Sans réponse", "لا جواب"),
    };

    private static Words Format(string english, string french, string arabic, params ReadOnlySpan<object> values) => new(
        string.Format(CultureInfo.InvariantCulture, english, values), string.Format(CultureInfo.InvariantCulture, french, values), string.Format(CultureInfo.InvariantCulture, arabic, values));
}
