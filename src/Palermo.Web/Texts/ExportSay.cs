using Palermo.Kernel;

namespace Palermo.Web.Texts;

/// <summary>Words of exports.</summary>
public static class ExportSay
{
    public static readonly Words About = new("About", "À propos", "حول");
    public static readonly Words Marking = new("Marking of this file", "Marquage de ce fichier", "تصنيف هذا الملف");
    public static readonly Words Rows = new("Records", "Fiches", "السجلات");
    public static readonly Words Node = new("Left the node", "Sorti du nœud", "خرج من العقدة");
    public static readonly Words By = new("Taken by", "Extrait par", "أخذه");
    public static readonly Words Purpose = new("Purpose", "Finalité", "الغرض");
    public static readonly Words At = new("At", "Le", "في");
}
