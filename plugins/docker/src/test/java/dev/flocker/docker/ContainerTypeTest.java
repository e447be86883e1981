package dev.flocker.docker;

import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import dev.flocker.api.schema.Sources;
import dev.flocker.testkit.ResourceTypeContract;
import dev.flocker.testkit.SshHost;
import dev.flocker.testkit.TestTopology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** That containers hold what every resource type holds. */
class ContainerTypeTest extends ResourceTypeContract<Container, ContainerState> {

  @Override
  protected ResourceType<Container, ContainerState> type() {
    return new ContainerType();
  }

  @Override
  protected List<String> examples() {
    return List.of(
        """
        {name: contract-web, image: 'flocker-test:1', command: [sleep, '1000'],
         environment: {GREETING: 'hello you', LINES: "a\\nb\\n"}, env_file: a.env,
         files: [{path: '/etc/app.conf', src: app.conf.hbs, mode: '0640'}],
         ports: [{internal: 80, external: 18080}], stop_timeout: 1s, memory: 64M, cpu_shares: 512}
        """,
        "{name: db, image: postgres}",
        """
        {name: db, image: 'registry.example:5000/a/b@sha256:%s', restart: 'on-failure:3',
         volumes: [{name: data, mountpoint: '/data'}], entrypoint: ['/bin/sh', '-c'], user: app,
         working_dir: '/srv', health: {tcp: 5432, timeout: 2m}, supervisor: systemd}
        """
            .formatted("0".repeat(64)),
        "{name: db, image: 'flocker-test:empty', archive: saved.tar, health: {http: '8080/ok'}}",
        """
        {name: web, image: 'a:1', health: {start_period: 1m, interval: 2s, http: {port: 8443,
         scheme: https, host: shop.example, headers: {A: b}, codes: [200-299, 401]}}}
        """,
        "{name: web, image: 'r.example/a:1', registries: [{server: r.example, username: a, password: b}]}",
        "{name: web, image: 'a:1', platform: 'linux/arm64'}",
        "{name: db, image: 'a:1', health: {command: [pg_isready]}, supervisor: docker}");
  }

  @Override
  protected TestTopology topology() {
    return DeclaredContainer.topology();
  }

  @Override
  protected Sources sources() {
    return DeclaredContainer.SOURCES;
  }

  @Override
  protected Optional<Lab<ContainerState>> lab() {
    SshHost host = SshHost.ofLab(Map.of());
    LabImage.make(host);
    return Optional.of(
        new Lab<>(
            new DockerProvider().node(),
            host,
            List.of(
                Command.of("docker", "ps", "-a", "--no-trunc", "--format", "{{.ID}} {{.Names}}"),
                Command.of("find", "/var/lib/flocker", "-printf", "%p %s %T@\\n"))));
  }

  @Override
  protected Optional<Consumer<Host>> changeByHand() {
    String anew =
        "docker rm -f contract-web && docker create --name contract-web"
            + " --label flocker.project=contract --label 'flocker.resource=container contract-web'"
            + " flocker-test:1 sleep 1000";
    return Optional.of(host -> host.run(Command.of("sh", "-c", anew)));
  }
}
