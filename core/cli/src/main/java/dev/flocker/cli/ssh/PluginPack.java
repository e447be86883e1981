package dev.flocker.cli.ssh;

import dev.flocker.node.plugin.BadPlugin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Third parties' jars as a part of a payload: entries of a tar file, without its end, gzipped. Put
 * before the payload's own archive it makes one archive of both, as parts of a gzip file add up.
 */
final class PluginPack {

  private static final int BLOCK = 512;
  private static final int LONGEST_NAME = 100;
  private static final String DIRECTORY = "./plugins/";

  static final PluginPack NONE = new PluginPack(new byte[0]);

  private final byte[] bytes;

  private PluginPack(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The same bytes for the same jars. */
  static PluginPack of(List<Path> jars) {
    if (jars.isEmpty()) {
      return NONE;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream tar = new GZIPOutputStream(bytes)) {
      tar.write(header(DIRECTORY, 0755, 0, '5'));
      for (Path jar : jars) {
        byte[] content = Files.readAllBytes(jar);
        tar.write(header(DIRECTORY + name(jar), 0644, content.length, '0'));
        tar.write(content);
        tar.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PluginPack(bytes.toByteArray());
  }

  void copyTo(OutputStream out) throws IOException {
    out.write(bytes);
  }

  long size() {
    return bytes.length;
  }

  /** The id of a payload that this is added to. */
  String added(String id) {
    if (bytes.length == 0) {
      return id;
    }
    MessageDigest digest = Payload.sha256Digest();
    digest.update(id.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(bytes)).substring(0, id.length());
  }

  private static String name(Path jar) {
    String name = jar.getFileName().toString();
    if ((DIRECTORY + name).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      throw new BadPlugin(name, "has a file name of more than 90 bytes", "rename it");
    }
    return name;
  }

  /** As POSIX lays it out ("ustar"): fixed fields, numbers in octal digits, and a checksum. */
  private static byte[] header(String name, int mode, long size, char type) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "%07o".formatted(mode));
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, "%011o".formatted(size));
    put(header, 136, "00000000000");
    put(header, 148, "        ");
    put(header, 156, String.valueOf(type));
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o\0".formatted(sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
