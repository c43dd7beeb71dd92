namespace QuickStart;

internal enum Mode
{
    Demo,
    Server,
    Client,
}
