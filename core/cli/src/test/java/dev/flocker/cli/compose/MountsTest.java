package dev.flocker.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountsTest {

  @TempDir Path folder;

  private Composing compose = new Composing(Path.of(""));

  @BeforeEach
  void begin() {
    compose = new Composing(folder);
  }

  private Composing app(String volumes) {
    return compose.file(
        "services: {app: {image: a, volumes: [" + volumes + "]}}\nvolumes: {data: }");
  }

  private String key(String name) {
    return compose.key("app", name);
  }

  @Test
  void eachVolumeIsOneOfItsOwn() {
    app(
        "data:/a, 'data:/b:ro', /config, /var//lib/x/, {type: volume, target: /cache},"
            + " {type: volume, source: data, target: /d, read_only: true}");
    assertThat(key("volumes"))
        .isEqualTo(
            """
            - name: data
              mountpoint: /a
            - name: data
              mountpoint: /b
              read_only: true
            - name: app-config
              mountpoint: /config
            - name: app-var-lib-x
              mountpoint: /var/lib/x
            - name: app-cache
              mountpoint: /cache
            - name: data
              mountpoint: /d
              read_only: true""");
    assertThat(compose.problems()).isEmpty();
    assertThat(compose.notes()).isEmpty();
  }

  @Test
  void shipsFilesAndFoldersThatAreRead() throws IOException {
    compose.with("my.conf", "{{x}}").with("conf.d/a", "").with("run.sh", "");
    assertThat(folder.resolve("run.sh").toFile().setExecutable(true)).isTrue();
    app("./my.conf:/etc/my.conf:ro, ./conf.d:/etc/conf.d:ro, ./run.sh:/run.sh");
    assertThat(key("files"))
        .isEqualTo(
            """
            - path: /etc/my.conf
              src: my.conf
              template: false
            - path: /run.sh
              src: run.sh
              template: false
              mode: "0755\"""");
    assertThat(key("folders")).isEqualTo("- path: /etc/conf.d\n  src: conf.d");
    assertThat(compose.notes())
        .containsExactly(
            "compose.yaml:1:90: service app: volumes: ./run.sh is shipped; the container can only"
                + " read it");
  }

  @Test
  void aFolderThatIsWrittenIsAVolumeForAllThatMountIt() {
    compose.with("full/x", "");
    compose.file(
        """
        services:
          app: {image: a, volumes: ["./data:/d", "./full:/f"]}
          web: {image: b, volumes: ["./data/:/d", "../up:/u"]}
        """);
    assertThat(key("volumes"))
        .contains("name: app-data\n")
        .contains("name: app-full\n")
        .containsOnlyOnce("fill: full");
    assertThat(compose.key("web", "volumes"))
        .contains("name: app-data\n")
        .contains("name: web-up\n");
    assertThat(compose.notes())
        .containsExactly(
            "compose.yaml:2:29: service app: volumes: ./data is the volume app-data",
            "compose.yaml:2:42: service app: volumes: ./full is the volume app-full, which begins"
                + " with what is in that folder",
            "compose.yaml:3:29: service web: volumes: ./data/ is the volume app-data",
            "compose.yaml:3:43: service web: volumes: ../up is the volume web-up");
  }

  @Test
  void whatIsNotThereIsAFolderOrSaidToBeMissing() {
    app("./a:/a:ro, ./x.conf:/etc/x.conf, ./y.d:/data");
    assertThat(key("volumes")).isEqualTo("- name: app-y.d\n  mountpoint: /data");
    assertThat(compose.notes())
        .containsExactly(
            "compose.yaml:1:38: service app: volumes: a does not exist, so nothing is at /a",
            "compose.yaml:1:49: service app: volumes: x.conf does not exist, so nothing is at"
                + " /etc/x.conf",
            "compose.yaml:1:71: service app: volumes: ./y.d is the volume app-y.d");
  }

  @Test
  void anAbsolutePathIsAPlaceOnTheNode() {
    app(
        "/srv/media:/media:ro, '/var/run/docker.sock:/var/run/docker.sock', {type: bind,"
            + " source: /etc/localtime, target: /etc/localtime}");
    assertThat(key("mounts"))
        .isEqualTo(
            """
            - source: /srv/media
              target: /media
              read_only: true
            - source: /var/run/docker.sock
              target: /var/run/docker.sock
            - source: /etc/localtime
              target: /etc/localtime""");
  }

  @Test
  void whatTheFileSaysOfItsVolumesIsTakenOverOrNamed() {
    compose.file(
        """
        services:
          app:
            image: a
            volumes: [named:/n, bound:/b, memory:/m, {type: tmpfs, target: /t, tmpfs: {size: 1m, mode: 01777}}]
        volumes:
          named: {name: Other, external: true, driver: local, labels: [a]}
          bound: {driver_opts: {type: none, o: bind, device: /srv/b}}
          memory: {driver_opts: {type: tmpfs, device: tmpfs}}
        """);
    assertThat(key("volumes")).isEqualTo("- name: other\n  mountpoint: /n");
    assertThat(key("mounts")).isEqualTo("- source: /srv/b\n  target: /b");
    assertThat(key("tmpfs")).isEqualTo("- /m\n- \"/t:size=1048576,mode=01777\"");
    assertThat(compose.notes())
        .containsExactly(
            "compose.yaml:6:24: volume named: external is not taken over: it is a volume of this"
                + " project, and new",
            "compose.yaml:6:55: volume named: labels is not taken over: a volume has no key for it");
  }

  @Test
  void mountsWhatAnotherServiceMounts() {
    compose.file(
        """
        services:
          app: {image: a, volumes_from: ["db:ro"]}
          db: {image: b, volumes: [data:/d]}
        volumes: {data: }
        """);
    assertThat(key("volumes")).isEqualTo("- name: data\n  mountpoint: /d\n  read_only: true");
  }

  @Test
  void whatAnotherServiceMountsIsTheSameVolumeWhoeverSaysIt() {
    compose.file(
        """
        services:
          app: {image: a, volumes_from: [web], volumes: [own:/two]}
          web: {image: b, volumes_from: ["db:ro"], volumes: [/one, /two]}
          db: {image: c, volumes: [/data]}
        volumes: {own: }
        """);
    assertThat(key("volumes"))
        .isEqualTo(
            """
            - name: db-data
              mountpoint: /data
              read_only: true
            - name: web-one
              mountpoint: /one
            - name: own
              mountpoint: /two""");
    assertThat(compose.key("db", "volumes")).isEqualTo("- name: db-data\n  mountpoint: /data");
    assertThat(compose.problems()).isEmpty();
  }

  @Test
  void refusesVolumesThatLeadBackToThemselves() {
    compose.file(
        """
        services:
          app: {image: a, volumes_from: [web]}
          web: {image: b, volumes_from: [app, none]}
        """);
    compose.resources();
    assertThat(compose.problems())
        .containsExactly(
            "compose.yaml:3:34: service web: volumes_from: has its own volumes from app; break the"
                + " circle",
            "compose.yaml:3:39: service web: volumes_from: \"none\" is no service of this file; name"
                + " one, or the volumes themselves",
            "compose.yaml:2:34: service app: volumes_from: has its own volumes from web; break the"
                + " circle");
  }

  @Test
  void refusesWhatCannotBeMounted() {
    app(
        "':', 'a:b:c:d', '::ro', none:/n, 'C:\\\\x:/x', {type: bind, target: /x},"
            + " {source: a, target: /b}, {type: volume, source: data}, {type: image, source: a,"
            + " target: /i}, {type: volume, source: data, target: /s, volume: {subpath: x}}");
    compose.resources();
    assertThat(compose.problems())
        .extracting(p -> p.replaceFirst(".*volumes: ", "").replaceFirst("; .*", ""))
        .containsExactly(
            "\":\" is no volume",
            "\"a:b:c:d\" is no volume",
            "\"::ro\" is no volume",
            "has no \"source\"",
            "has no \"type\"",
            "has no \"target\"",
            "the file has no volume \"none\"",
            "\"C:\\\\x\" is a path of Windows",
            "a mount of the type image cannot be made",
            "mounts a part of a volume");
  }

  @Test
  void secretsAndConfigsAreFiles() throws IOException {
    Files.createDirectories(folder.resolve("db"));
    compose.with("db/pw.txt", "x").with("app.yml", "y");
    compose.file(
        """
        services:
          app:
            image: a
            secrets: [pw, {source: pw, target: other, mode: 0440, uid: "5"}]
            configs: [app, {source: app, target: /etc/app.yml}]
        secrets: {pw: {file: ./db/pw.txt}}
        configs: {app: {file: app.yml}}
        """);
    assertThat(key("files").lines().filter(l -> l.contains("path") || l.contains("mode")))
        .containsExactly(
            "- path: /run/secrets/pw",
            "- path: /run/secrets/other",
            "  mode: \"0440\"",
            "- path: /app",
            "- path: /etc/app.yml");
    assertThat(compose.notes())
        .containsExactly(
            "compose.yaml:4:59: service app: secrets: uid is not taken over: what is shipped belongs"
                + " to root");
  }

  @Test
  void shipsSecretsAndConfigsThatStandElsewhere() {
    compose.set("PW", "geheim");
    compose.file(
        """
        services: {app: {image: a, secrets: [{source: env, mode: 0400}], configs: [inline]}}
        secrets: {env: {environment: PW}}
        configs: {inline: {content: "x = 1"}}
        """);
    assertThat(key("files"))
        .isEqualTo(
            """
            - path: /run/secrets/env
              content: geheim
              mode: "0400"
            - path: /inline
              content: "x = 1\"""");
    assertThat(compose.problems()).isEmpty();
  }

  /** One that is not there is found when the container is read, as any file that is shipped. */
  @Test
  void refusesSecretsThatAreNowhere() {
    compose.file(
        """
        services: {app: {image: a, secrets: [env, out, gone, none]}}
        secrets: {env: {environment: A}, out: {external: true}, gone: {file: ./gone}}
        """);
    compose.resources();
    assertThat(compose.problems())
        .extracting(p -> p.replaceFirst(".*?: ", ""))
        .containsExactly(
            "service app: secrets: the variable A of \"env\" is not set; set it in your environment"
                + " or in .env",
            "service app: secrets: \"out\" is kept elsewhere, and only what is here can be shipped;"
                + " give it a file",
            "service app: secrets: the file has no \"none\" below secrets; did you mean \"gone\"?");
  }
}
