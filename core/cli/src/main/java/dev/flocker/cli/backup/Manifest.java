package dev.flocker.cli.backup;

import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.Name;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Json;
import dev.flocker.node.wire.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The backups of one volume in a store, as its manifest names them.
 *
 * @param volume {@code PROJECT/NAME}
 * @param backups oldest first
 * @param whole ids of those that are there with all that they build upon
 */
public record Manifest(Store store, String volume, List<Backup> backups, Set<String> whole) {

  private static final String MANIFEST = "manifest.json";
  private static final int FORMAT = 1;
  private static final Schema<Backup> BACKUP = Schema.of(Backup.class);

  /** In bytes: more than many years of backups. */
  private static final int LIMIT = 16 << 20;

  /**
   * Of every volume that has any there; each is read when it is asked for, and may not be right.
   */
  public static Map<String, Supplier<Manifest>> all(Store store) {
    Set<String> files = files(store);
    Map<String, Supplier<Manifest>> all = new TreeMap<>();
    files.stream()
        .filter(f -> f.endsWith("/" + MANIFEST))
        .map(f -> f.substring(0, f.length() - MANIFEST.length() - 1))
        .filter(Manifest::isVolume)
        .forEach(volume -> all.put(volume, () -> read(store, volume, files)));
    return all;
  }

  /**
   * @param volumes each as {@code PROJECT/NAME}
   * @return of each, empty if it has none
   */
  public static List<Manifest> of(Store store, List<String> volumes) {
    Set<String> files = files(store);
    return volumes.stream().map(volume -> read(store, volume, files)).toList();
  }

  static Set<String> files(Store store) {
    try {
      return store.files();
    } catch (IOException e) {
      throw store.trouble(
          "what is there cannot be listed: " + e.getMessage(),
          "let who runs flocker, or who it logs in there as, read all of it");
    }
  }

  private static boolean isVolume(String path) {
    String[] part = path.split("/", -1);
    try {
      return part.length == 2 && Name.parse(part[0]) != null && Name.parse(part[1]) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * @param volume {@code PROJECT/NAME}
   * @param files all in the store
   * @throws NodeTrouble.StepFailed if its manifest cannot be read; what is not there is empty
   */
  static Manifest read(Store store, String volume, Set<String> files) {
    String path = volume + "/" + MANIFEST;
    if (!isVolume(volume)) {
      throw store.trouble(volume + " cannot be the name of a folder there", "rename the volume");
    }
    if (!files.contains(path)) {
      return new Manifest(store, volume, List.of(), Set.of());
    }
    try (InputStream in = store.read(path)) {
      byte[] bytes = in.readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        throw new IllegalArgumentException("it is too large");
      }
      List<Backup> backups = decode(new String(bytes, StandardCharsets.UTF_8));
      return new Manifest(store, volume, backups, whole(volume, backups, files));
    } catch (IOException | IllegalArgumentException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new NodeTrouble.Cancelled(store.name());
      }
      throw store.trouble(
          path + " cannot be read: " + e.getMessage(),
          "if it is beyond help, move that folder away: the next backup begins anew");
    }
  }

  private static List<Backup> decode(String text) {
    Message manifest = Message.of(Json.read(text));
    if (manifest.number("format") != FORMAT) {
      throw new IllegalArgumentException("another flocker wrote it");
    }
    List<Backup> backups = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Object plain : manifest.list("backups")) {
      Backup backup = BACKUP.decode(plain);
      boolean builds = backup.base().map(ids::contains).orElse(true);
      if (!builds || !ids.add(backup.id())) {
        throw new IllegalArgumentException("its backup " + backup.id() + " makes no sense");
      }
      backups.add(backup);
    }
    return List.copyOf(backups);
  }

  private static Set<String> whole(String volume, List<Backup> backups, Set<String> files) {
    Set<String> whole = new HashSet<>();
    for (Backup backup : backups) {
      boolean there = files.contains(volume + "/" + backup.file());
      if (there && backup.base().map(whole::contains).orElse(true)) {
        whole.add(backup.id());
      }
    }
    return whole;
  }

  /** The same with one more, written. What is not there just now may be there again. */
  Manifest with(Backup backup) throws IOException {
    List<Backup> kept = new ArrayList<>(backups);
    kept.add(backup);
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("format", FORMAT);
    manifest.put("backups", kept.stream().map(BACKUP::encode).toList());
    byte[] text = Json.write(manifest).getBytes(StandardCharsets.UTF_8);
    store.write(volume + "/" + MANIFEST, out -> out.write(text));
    Set<String> ids = new HashSet<>(whole);
    ids.add(backup.id());
    return new Manifest(store, volume, kept, ids);
  }

  String path(Backup backup) {
    return volume + "/" + backup.file();
  }

  public Optional<Backup> find(String id) {
    return backups.stream().filter(b -> b.id().equals(id)).findFirst();
  }

  public boolean isWhole(String id) {
    return whole.contains(id);
  }

  /** Whether it lacks its full one, and there is a later full one: as if a person removed it. */
  public boolean isRemoved(Backup backup) {
    Backup full = chain(backup).getFirst();
    return !isWhole(full.id())
        && backups.subList(backups.indexOf(full) + 1, backups.size()).stream()
            .anyMatch(b -> b.base().isEmpty() && isWhole(b.id()));
  }

  /** The one that what comes next builds upon, if all that is needed is there. */
  Optional<Backup> newestFull() {
    return backups.reversed().stream().filter(b -> b.base().isEmpty()).findFirst();
  }

  /** A full one, and what follows on it up to this. */
  List<Backup> chain(Backup last) {
    List<Backup> chain = new ArrayList<>(List.of(last));
    while (chain.getFirst().base().isPresent()) {
      chain.addFirst(find(chain.getFirst().base().get()).orElseThrow());
    }
    return chain;
  }
}
