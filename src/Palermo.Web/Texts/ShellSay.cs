using Palermo.Kernel;

namespace Palermo.Web.Texts;

/// <summary>Words of the frame around every page.</summary>
public static class ShellSay
{
    public static readonly Words Skip = new("Skip to the content", "Aller au contenu", "تخطَّ إلى المحتوى");
    public static readonly Words Menu = new("Menu", "Menu", "القائمة");
    public static readonly Words CloseMenu = new("Close the menu", "Fermer le menu", "إغلاق القائمة");
    public static readonly Words Navigation = new("Navigation", "Navigation", "التنقل");
    public static readonly Words Home = new("Home", "Accueil", "الرئيسية");
    public static readonly Words Records = new("Records", "Fiches", "السجلات");
    public static readonly Words Search = new("Search", "Rechercher", "بحث");
    public static readonly Words SearchAll = new("Search all records", "Rechercher dans toutes les fiches", "البحث في جميع السجلات");
    public static readonly Words Map = new("Map", "Carte", "الخريطة");
    public static readonly Words Timeline = new("Timeline", "Chronologie", "الخط الزمني");
    public static readonly Words Import = new("Import", "Importer", "استيراد");
    public static readonly Words Jobs = new("Background work", "Travaux en arrière-plan", "الأعمال في الخلفية");
    public static readonly Words Work = new("Work", "Travail", "العمل");
    public static readonly Words Rooms = new("Commitments", "Engagements", "الالتزامات");
    public static readonly Words Purpose = new("Purpose", "Finalité", "الغرض");
    public static readonly Words LegalBasis = new("Legal basis", "Base légale", "الأساس القانوني");
    public static readonly Words NoLegalBasis = new("not stated", "non indiquée", "غير مذكور");
    public static readonly Words Case = new("Case", "Dossier", "الملف");
    public static readonly Words Change = new("Change", "Modifier", "تغيير");
    public static readonly Words NoPurpose = new("No purpose stated", "Aucune finalité indiquée", "لم يُذكر غرض");
    public static readonly Words StatePurpose = new("State your purpose", "Indiquer la finalité", "اذكر الغرض");
    public static readonly Words BreakGlass = new("Emergency opening until {0}", "Ouverture d'urgence jusqu'au {0}", "فتح طارئ حتى {0}");
    public static readonly Words Language = new("Language", "Langue", "اللغة");
    public static readonly Words Notifications = new("Notifications", "Notifications", "الإشعارات");
    public static readonly Words Waiting = new("{0} waiting", "{0} en attente", "{0} بالانتظار");
    public static readonly Words NothingWaits = new("Nothing waits for you.", "Rien ne vous attend.", "لا شيء بانتظارك.");
    public static readonly Words Person = new("Your account", "Votre compte", "حسابك");
    public static readonly Words Account = new("Account and passkeys", "Compte et clés d'accès", "الحساب ومفاتيح المرور");
    public static readonly Words Administration = new("Administration", "Administration", "الإدارة");
    public static readonly Words SignIn = new("Sign in", "Se connecter", "تسجيل الدخول");
    public static readonly Words SignOut = new("Sign out", "Se déconnecter", "تسجيل الخروج");
    public static readonly Words Synthetic = new("Synthetic data: every person and event here is made up.", "Données fictives : toutes les personnes et tous les faits sont inventés.", "بيانات اصطناعية: كل الأشخاص والوقائع هنا مختلَقة.");
    public static readonly Words Foot = new("What you read and change here is logged with your purpose.", "Ce que vous lisez et modifiez ici est journalisé avec votre finalité.", "ما تقرؤه وتغيّره هنا يُسجَّل مع غرضك.");
    public static readonly Words NotFound = new("There is no such page", "Cette page n'existe pas", "لا توجد هذه الصفحة");
    public static readonly Words NotFoundLead = new("It does not exist, or it is not available for your purpose.", "Elle n'existe pas, ou n'est pas disponible pour votre finalité.", "غير موجودة، أو غير متاحة لغرضك.");
    public static readonly Words BackHome = new("Go to the home page", "Aller à l'accueil", "إلى الصفحة الرئيسية");
    public static readonly Words YouAreHere = new("You are here", "Vous êtes ici", "أنت هنا");
}
