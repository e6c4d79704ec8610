using CsCheck;

namespace Palermo.Analysis.Drift.Tests;

/// <summary>
/// OpenDrift issue 566: in an oscillating wind a cluster expands and then contracts again, because each member holds its own deviation
/// for ever and is carried back when the wind turns round. Seen in a simulation of a real rescue. It must not happen here.
/// </summary>
public class HonestSpreadTests
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly double Origin = (Start - DateTimeOffset.UnixEpoch).TotalSeconds;

    private static DriftSetup Setup(string key, IFlow wind, int members, TurningWind turning = TurningWind.Renewed) => new()
    {
        Hypotheses = [new Hypothesis("one", 1, LeewayTable.Standard[key], Seeding.At(0, 0, Start))],
        Wind = wind,
        Current = new ConstantFlow(0, 0),
        Duration = TimeSpan.FromHours(24),
        NoteEvery = TimeSpan.FromMinutes(30),
        Members = members,
        TurningWind = turning,
    };

    // The case of the issue: wind of 2 m/s along one axis, swinging with a period of 6 hours.
    [Fact]
    public void The_cloud_of_the_reported_case_never_contracts()
    {
        var notes = DriftRun.Run(Setup("PIW-1", new SwingingFlow(2, 6, Origin), 20_000)).Notes;
        for (var i = 1; i < notes.Count; i++)
            Assert.True(notes[i].Cloud!.Spread > notes[i - 1].Cloud!.Spread * .999, $"{notes[i].Time}: {notes[i].Cloud!.Spread} after {notes[i - 1].Cloud!.Spread}");
    }

    [Fact]
    public void And_the_test_can_see_a_contraction()
    {
        var notes = DriftRun.Run(Setup("PIW-1", new SwingingFlow(8, 6, Origin), 20_000, TurningWind.Held)).Notes;
        Assert.Contains(Enumerable.Range(1, notes.Count - 1), i => notes[i].Cloud!.Spread < notes[i - 1].Cloud!.Spread * .9);
    }

    [Theory]
    [InlineData("PIW-1", 6)]
    [InlineData("SKIFF-2", 12)]
    [InlineData("LIFE-RAFT-DB-10", 17)]
    [InlineData("SAILBOAT-1", 9)]
    public void In_a_wind_that_turns_round_and_round_the_cloud_only_grows(string key, double hoursPerTurn)
    {
        var notes = DriftRun.Run(Setup(key, new TurningFlow(8, hoursPerTurn), 20_000)).Notes;
        for (var i = 1; i < notes.Count; i++) Assert.True(notes[i].Cloud!.Spread > notes[i - 1].Cloud!.Spread * .997);
    }

    [Fact]
    public void In_any_series_of_winds_the_cloud_only_grows() =>
        Gen.Select(Gen.Double[1, 15], Gen.Double[0, 360]).Array[5].Sample(
            winds =>
            {
                // Each of five winds blows for some hours and goes over evenly into the next.
                var wind = new FunctionFlow((_, _, time) =>
                {
                    var at = Math.Clamp((time - Origin) / 3600 / 24 * 4, 0, 3.9999);
                    var (k, f) = ((int)at, at - (int)at);
                    var a = ConstantFlow.Toward(winds[k].Item1, winds[k].Item2);
                    var b = ConstantFlow.Toward(winds[k + 1].Item1, winds[k + 1].Item2);
                    return (a.East + f * (b.East - a.East), a.North + f * (b.North - a.North));
                });
                var notes = DriftRun.Run(Setup("PIW-1", wind, 4000)).Notes;
                // Two clouds of 4,000 differ by about 1 % in spread by chance.
                for (var i = 1; i < notes.Count; i++)
                    if (notes[i].Cloud!.Spread < notes[i - 1].Cloud!.Spread * .99) return false;
                return true;
            }, iter: LongForm.Rounds(20, 500), threads: 1, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void While_the_wind_stays_within_a_right_angle_nothing_is_drawn_anew()
    {
        var wind = new FunctionFlow((_, _, time) =>
        {
            var toward = ConstantFlow.Toward(8, 80 * Math.Sin((time - Origin) / 86400));
            return (toward.East, toward.North);
        });
        var renewed = DriftRun.Run(Setup("SKIFF-2", wind, 500));
        var held = DriftRun.Run(Setup("SKIFF-2", wind, 500, TurningWind.Held));
        Assert.Equal(held.Longitude, renewed.Longitude);
        Assert.Equal(held.Latitude, renewed.Latitude);
    }
}
