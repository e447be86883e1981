package dev.flocker.docker;

import dev.flocker.docker.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What an image archive holds, in Docker's own layout ({@code manifest.json}) or in OCI's ({@code
 * index.json}).
 */
record ImageArchive(List<Image> images) {

  /** No document of an archive is larger; layers may be. */
  private static final int LARGEST_DOCUMENT = 1 << 20;

  private static final int BLOCK = 512;

  /**
   * @param names its tags; empty if it was saved without
   * @param ids by which a Docker that has loaded it may call it: the digest of its configuration,
   *     or with containerd's image store that of its manifest or index
   * @param volumes the folders that it declares as a VOLUME
   */
  record Image(Set<String> names, Set<String> ids, Set<String> volumes) {}

  /** The IDs of an image; empty if it is not in the archive. A sole image may be without name. */
  Set<String> idsOf(ImageReference reference) {
    return find(reference).map(Image::ids).orElse(Set.of());
  }

  /** The folders that an image declares as a VOLUME, as far as the archive shows them. */
  Set<String> volumesOf(ImageReference reference) {
    return find(reference).map(Image::volumes).orElse(Set.of());
  }

  private Optional<Image> find(ImageReference reference) {
    for (Image image : images) {
      if (image.names().stream().anyMatch(reference::matches)) {
        return Optional.of(image);
      }
    }
    return images.size() == 1 && images.getFirst().names().isEmpty()
        ? Optional.of(images.getFirst())
        : Optional.empty();
  }

  List<String> names() {
    return images.stream().flatMap(i -> i.names().stream()).toList();
  }

  /**
   * @throws IllegalArgumentException with cause and remedy, if it is no such archive
   * @throws IOException if it cannot be read
   */
  static ImageArchive read(Path file) throws IOException {
    Map<String, Json> documents = new HashMap<>();
    try (InputStream in = unpacked(Files.newInputStream(file))) {
      byte[] header = in.readNBytes(BLOCK);
      while (header.length == BLOCK && header[0] != 0) {
        String name = field(header, 0, 100).replaceFirst("^\\./", "");
        long size = Long.parseLong("0" + field(header, 124, 12).strip(), 8);
        long padded = (size + BLOCK - 1) / BLOCK * BLOCK;
        if (size > 0 && size <= LARGEST_DOCUMENT) {
          byte[] content = in.readNBytes((int) padded);
          document(content, (int) size).ifPresent(json -> documents.put(name, json));
        } else {
          in.skipNBytes(padded);
        }
        header = in.readNBytes(BLOCK);
      }
    } catch (NumberFormatException e) {
      throw noArchive(e);
    }
    List<Image> images = images(documents);
    if (images.isEmpty()) {
      throw noArchive(null);
    }
    return new ImageArchive(images);
  }

  private static IllegalArgumentException noArchive(@Nullable Exception cause) {
    return new IllegalArgumentException(
        "is no archive of images; write one with docker save", cause);
  }

  private static InputStream unpacked(InputStream raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw);
    in.mark(2);
    boolean zipped = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return zipped ? new GZIPInputStream(in) : in;
  }

  private static String field(byte[] header, int from, int length) {
    String text = new String(header, from, length, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private static Optional<Json> document(byte[] content, int size) {
    if (content.length < size || (content[0] != '{' && content[0] != '[')) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.parse(new String(content, 0, size, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a layer that happens to begin like one
    }
  }

  private static List<Image> images(Map<String, Json> documents) {
    List<Image> images = new ArrayList<>();
    for (Json image : documents.getOrDefault("manifest.json", new Json(null)).items()) {
      String config = image.at("Config").text().replaceFirst("\\.json$", "");
      Set<String> ids = new TreeSet<>();
      ids.add("sha256:" + config.substring(config.lastIndexOf('/') + 1));
      Set<String> volumes =
          volumes(documents.getOrDefault(image.at("Config").text(), new Json(null)));
      images.add(new Image(new TreeSet<>(image.at("RepoTags").texts()), ids, volumes));
    }
    for (Json image :
        documents.getOrDefault("index.json", new Json(null)).at("manifests").items()) {
      Set<String> ids = new TreeSet<>();
      collect(image.at("digest").text(), documents, ids);
      String name = image.at("annotations", "io.containerd.image.name").text();
      images.stream()
          .filter(i -> i.ids().stream().anyMatch(ids::contains))
          .findFirst()
          .ifPresentOrElse(
              i -> i.ids().addAll(ids),
              () ->
                  images.add(
                      new Image(
                          name.isEmpty() ? Set.of() : Set.of(name), ids, volumes(ids, documents))));
    }
    return images;
  }

  private static Set<String> volumes(Set<String> ids, Map<String, Json> documents) {
    return ids.stream()
        .map(id -> documents.getOrDefault(blob(id), new Json(null)))
        .flatMap(d -> volumes(d).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> volumes(Json configuration) {
    return configuration.at("config", "Volumes").entries().keySet();
  }

  private static String blob(String digest) {
    return "blobs/" + digest.replaceFirst(":", "/");
  }

  /**
   * A manifest's own digest and its configuration's; of an index, those of all its manifests. An
   * index may name itself, and many an other one.
   */
  private static void collect(String digest, Map<String, Json> documents, Set<String> ids) {
    Deque<String> left = new ArrayDeque<>(List.of(digest));
    while (!left.isEmpty()) {
      String next = left.pop();
      if (ids.add(next)) {
        Json document = documents.getOrDefault(blob(next), new Json(null));
        String config = document.at("config", "digest").text();
        if (!config.isEmpty()) {
          ids.add(config);
        }
        document.at("manifests").items().forEach(m -> left.push(m.at("digest").text()));
      }
    }
  }
}
