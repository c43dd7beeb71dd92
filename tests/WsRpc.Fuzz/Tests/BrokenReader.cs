using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using WsRpc.Fuzz.Engine;

namespace WsRpc.Fuzz.Tests;

/// <summary>
/// Reads records, each a length from 0 to 127 in one octet and then so many octets, and has one flaw. Without it, it keeps all the rules. Unlike the targets it has
/// no constructor without arguments, so it is not found among them.
/// </summary>
internal sealed class BrokenReader(Flaw flaw) : FuzzTarget
{
    private const int LengthThatMatters = 77;

    public override string Name => "broken";

    public override bool TakesPieces => true;

    public override int MaxLength => 512;

    public override int Iterations => 2000;

    public override int AllocationPerOctet => 8;

    public override IReadOnlyList<string> Tokens { get; } = ["ok"];

    public override IReadOnlyList<Repetition> Repetitions { get; } = [new("", "\0"), new("", "\x01" + "a")];

    public override void Read(Delivery delivery, Trace trace)
    {
        var held = new List<byte>();
        var all = new List<byte>();
        for (var piece = 0; piece < delivery.Pieces; piece++)
        {
            var octets = delivery.Piece(piece);
            held.AddRange(octets.Span);
            Spoil(octets, held, piece, trace);
            Toil(octets, all);
            var taken = 0;
            while (TryTake(held, ref taken, trace))
            {
                delivery.CountCall();
            }

            held.RemoveRange(0, taken);
        }

        trace.Add(held.Count == 0 ? "whole" : "more");
    }

    public override void Judge(ReadOnlyMemory<byte> input, Trace outcome)
    {
        if (flaw == Flaw.IsWrong && input.Span.IndexOf("ok"u8) >= 0)
        {
            throw new FuzzFailureException(Rules.AgreesWithReference, "the reference knows better");
        }
    }

    private bool TryTake(List<byte> held, ref int taken, Trace trace)
    {
        if (taken == held.Count || held.Count - taken <= held[taken] % 128)
        {
            return false;
        }

        var length = held[taken] % 128;
        if (flaw == Flaw.Throws && length == LengthThatMatters)
        {
            throw new IndexOutOfRangeException("A record of a certain length.");
        }

        if (flaw == Flaw.BelievesLengths && length == 127)
        {
            GC.KeepAlive(new byte[100_000]);
        }

        trace.Add("record", CollectionsMarshal.AsSpan(held).Slice(taken + 1, length));
        taken += flaw == Flaw.StandsStill && length == 0 ? 0 : 1 + length;
        return true;
    }

    private void Spoil(Memory<byte> octets, List<byte> held, int piece, Trace trace)
    {
        switch (flaw)
        {
            case Flaw.ReadsBehind when MemoryMarshal.TryGetArray<byte>(octets, out var array) && array.Array!.Length > array.Offset + array.Count && octets.Length > 3:
                trace.Add("behind", array.Array[array.Offset + array.Count]);
                break;
            case Flaw.WritesBehind when MemoryMarshal.TryGetArray<byte>(octets, out var array) && array.Array!.Length > array.Offset + array.Count && octets.Length > 3:
                array.Array[array.Offset + array.Count]++;
                break;
            case Flaw.ForgetsAtCuts when piece > 0 && held.Count > 20:
                held.RemoveAt(0);
                break;
            case Flaw.NeverReturns when held.Contains(LengthThatMatters):
                Thread.Sleep(Timeout.Infinite);
                break;
        }
    }

    private void Toil(Memory<byte> octets, List<byte> all)
    {
        if (flaw is Flaw.CopiesOverAndOver or Flaw.StartsOverAndOver)
        {
            all.AddRange(octets.Span);
            GC.KeepAlive(flaw == Flaw.CopiesOverAndOver ? all.ToArray() : "");
            GC.KeepAlive(flaw == Flaw.StartsOverAndOver && Sum(CollectionsMarshal.AsSpan(all)) < 0 ? "" : null);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static long Sum(ReadOnlySpan<byte> octets)
    {
        var sum = 0L;
        foreach (var octet in octets)
        {
            sum = (sum * 31) + octet;
        }

        return Math.Abs(sum >> 1);
    }
}
