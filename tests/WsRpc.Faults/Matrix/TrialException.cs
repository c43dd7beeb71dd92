namespace WsRpc.Faults.Matrix;

/// <summary>A trial failed; the message says which, so that it can be repeated alone.</summary>
internal sealed class TrialException(Trial trial, Exception inner) : Exception($"{trial}: {inner.GetType().Name}: {inner.Message}", inner);
