package com.example.file;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import dev.flocker.api.value.AbsolutePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Files on a node. Which of them are flocker's stands in a register: an entry holds one's path. */
final class FileNode implements NodeHalf<FileState> {

  @Override
  public List<Requirement> requirements() {
    return List.of();
  }

  @Override
  public List<Observed<FileState>> observe(Scope scope, Host host) {
    Map<String, Optional<String>> projects = new TreeMap<>();
    scope.wanted().forEach(ref -> projects.put(ref.name(), Optional.empty()));
    for (String project : host.list(register(host))) {
      for (String entry : host.list(register(host).resolve(project))) {
        host.read(register(host).resolve(project).resolve(entry))
            .ifPresent(path -> projects.put(path, Optional.of(project)));
      }
    }
    List<Observed<FileState>> seen = new ArrayList<>();
    projects.forEach(
        (path, project) -> {
          Optional<String> content = host.read(Path.of(path));
          if (content.isPresent() || project.isPresent()) {
            Ref ref = new Ref(FileType.NAME, path);
            FileState state = new FileState(AbsolutePath.parse(path), content);
            String version = content.toString();
            seen.add(new Observed<>(ref, project, state, true, version, Optional.empty()));
          }
        });
    return seen;
  }

  @Override
  public void apply(Change<FileState> change, Host host, Progress progress) {
    switch (change) {
      case Change.Create<FileState> c -> put(c.project(), c.want(), host);
      case Change.Update<FileState> u -> put(u.project(), u.want(), host);
      case Change.Replace<FileState> r -> put(r.project(), r.want(), host);
      case Change.Remove<FileState> r -> remove(r.project(), r.have(), host);
    }
  }

  /** Registers it first: should this be cut short, the next run knows whose it is. */
  private static void put(String project, FileState want, Host host) {
    String path = want.path().text();
    host.write(entry(project, path, host), path, 0600);
    host.write(Path.of(path), want.content().orElse(""), 0644);
  }

  private static void remove(String project, FileState have, Host host) {
    String path = have.path().text();
    host.delete(Path.of(path));
    host.delete(entry(project, path, host));
  }

  private static Path register(Host host) {
    return host.home().resolve("file");
  }

  private static Path entry(String project, String path, Host host) {
    UUID name = UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8));
    return register(host).resolve(project).resolve(name.toString());
  }
}
