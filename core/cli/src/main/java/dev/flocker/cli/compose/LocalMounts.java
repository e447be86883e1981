package dev.flocker.cli.compose;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.TextFile;
import dev.flocker.cli.yaml.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Mounts of what lies on the operator's machine. A file, and a folder that is only read, is
 * shipped; a folder that may be written becomes a volume, one for all services that mount it.
 */
final class LocalMounts {

  private final Translation t;
  private final Map<Path, String> volumes = new HashMap<>();

  LocalMounts(Translation translation) {
    this.t = translation;
  }

  void into(Draft draft, String service, Tree.Mapping mount) {
    String subject = "service " + service + ": volumes";
    String source = Trees.text(mount, "source");
    Path path = t.paths().of(source);
    boolean readOnly = Values.bool(mount, "read_only");
    if (path == null) {
      t.remarks()
          .problem(mount.place(), subject, "\"" + source + "\" is no path", "write another one");
    } else if (Files.isRegularFile(path)) {
      file(draft, subject, mount, path, readOnly);
    } else if (Files.isDirectory(path) && readOnly) {
      folder(draft, subject, mount, path);
    } else if (!Files.exists(path) && (readOnly || looksLikeFile(source, mount))) {
      t.remarks()
          .note(
              mount.place(),
              subject,
              TextFile.shown(path)
                  + " does not exist, so nothing is at "
                  + Trees.text(mount, "target"));
    } else if (Files.isDirectory(path) || !Files.exists(path)) {
      volume(draft, service, mount, path);
    } else {
      t.remarks()
          .problem(
              mount.place(), subject, source + " is neither a file nor a folder", "mount another");
    }
  }

  private static boolean looksLikeFile(String source, Tree.Mapping mount) {
    String name = source.replaceFirst(".*/", "");
    String target = Trees.text(mount, "target").replaceFirst(".*/", "");
    return name.matches(".+\\.[A-Za-z0-9]{1,8}")
        && target.matches(".+\\.[A-Za-z0-9]{1,8}|" + Pattern.quote(name));
  }

  private void file(Draft draft, String subject, Tree.Mapping mount, Path path, boolean readOnly) {
    Place place = mount.place();
    if (!readOnly) {
      t.remarks()
          .note(
              place,
              subject,
              Trees.text(mount, "source") + " is shipped; the container can only read it");
    }
    ShippedFiles.add(draft, place, mount.get("target").orElseThrow(), path, "", t);
  }

  private void folder(Draft draft, String subject, Tree.Mapping mount, Path path) {
    if (!t.vocabulary().has("folders")) {
      t.remarks()
          .problem(
              mount.place(),
              subject,
              "the folder " + Trees.text(mount, "source") + " cannot be shipped as a whole",
              "name its files one by one");
      return;
    }
    draft.add(
        "folders",
        new Trees(mount.place())
            .with("path", mount.get("target").orElseThrow())
            .with("src", t.paths().written(path))
            .mapping());
  }

  private void volume(Draft draft, String service, Tree.Mapping mount, Path path) {
    String subject = "service " + service + ": volumes";
    String own = t.paths().folder().toAbsolutePath().normalize().relativize(path).toString();
    String name =
        volumes.computeIfAbsent(
            path,
            p ->
                ContainerNames.name(
                    t.names().of(service) + "-" + own.replace("../", "").replace('/', '-')));
    String what = Trees.text(mount, "source") + " is the volume " + name;
    boolean fills = !isEmpty(path) && t.vocabulary().has("volumes.fill");
    t.remarks()
        .note(
            mount.place(),
            subject,
            fills ? what + ", which begins with what is in that folder" : what);
    VolumeMounts.add(draft, subject, mount, name, fills ? t.paths().written(path) : "", t);
  }

  private static boolean isEmpty(Path folder) {
    if (!Files.isDirectory(folder)) {
      return true;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isEmpty();
    } catch (IOException e) {
      return false; // it is there, and may well have something in it
    }
  }
}
