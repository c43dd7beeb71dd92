namespace WsRpc.Faults.Links;

public enum Direction
{
    ToServer,
    ToClient,
}
