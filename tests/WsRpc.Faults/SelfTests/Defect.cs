namespace WsRpc.Faults.SelfTests;

public enum Defect
{
    None,
    KeepsABuffer,
    NeverEnds,
    Throws,
    KeepsItsStream,
}
