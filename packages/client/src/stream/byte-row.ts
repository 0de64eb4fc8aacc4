/** Bytes that are added at the end and dropped at the start. */
export class ByteRow {
  bytes = Buffer.allocUnsafe(4_096);
  length = 0;

  append(more: Uint8Array): void {
    const length = this.length + more.length;
    if (length > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(length, 2 * this.bytes.length));
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
    this.bytes.set(more, this.length);
    this.length = length;
  }

  dropBefore(index: number): void {
    this.bytes.copyWithin(0, index, this.length);
    this.length -= index;
  }
}
