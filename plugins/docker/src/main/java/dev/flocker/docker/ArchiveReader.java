package dev.flocker.docker;

import dev.flocker.api.value.LocalFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads each archive once a run: reading one that is compressed takes seconds. */
final class ArchiveReader {

  private final Map<LocalFile, ImageArchive> known = new ConcurrentHashMap<>();

  /**
   * @throws IllegalArgumentException with cause and remedy, if it is no archive of images
   */
  ImageArchive read(LocalFile file) {
    return known.computeIfAbsent(file, ArchiveReader::readNow);
  }

  private static ImageArchive readNow(LocalFile file) {
    try {
      return ImageArchive.read(Path.of(file.path()));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot be read as an archive of images (" + e.getMessage() + "); write it again", e);
    }
  }
}
