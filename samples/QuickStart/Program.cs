using QuickStart;
using QuickStart.Chat;
using QuickStart.Demo;

if (!CommandLine.TryParse(args, out var command))
{
    Console.Error.WriteLine(CommandLine.Usage);
    return 2;
}

using var shutdown = new Shutdown();
return command.Mode switch
{
    Mode.Server => await ServerMode.RunAsync(command.Url, shutdown.Token),
    Mode.Client => await ClientMode.RunAsync(command.Url, command.Name, shutdown.Token),
    _ => await DemoMode.RunAsync(),
};
