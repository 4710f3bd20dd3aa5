import type { Messages } from './messages.js';

const id: Messages = {
  title: 'Bagaimana percakapan Anda?',
  ratingLabel: 'Beri penilaian atas pengalaman Anda',
  star: { other: '{count} bintang' },
  ratingWords: ['Sangat buruk', 'Buruk', 'Cukup', 'Baik', 'Sangat baik'],
  resolvedLabel: 'Apakah pertanyaan Anda sudah terselesaikan?',
  yes: 'Ya',
  no: 'Tidak',
  commentLabel: 'Ceritakan lebih lanjut (opsional)',
  charactersLeft: { other: 'Tersisa {count} karakter' },
  submit: 'Kirim masukan',
  sending: 'Mengirim…',
  retryIn: { other: 'Coba lagi dalam {count} detik' },
  ratingMissing: 'Silakan pilih penilaian.',
  resolvedMissing: 'Silakan pilih ya atau tidak.',
  sent: 'Terima kasih atas masukan Anda.',
  sentDetail: 'Ini membantu kami menjadi lebih baik.',
  shared: 'Anda sudah mengirim masukan. Anda dapat mengirim lagi setelah pukul {time}.',
  offline: 'Anda sedang offline. Masukan Anda tersimpan dan akan dikirim saat Anda kembali online.',
  expired: 'Masukan Anda tidak dapat dikirim tepat waktu. Jawaban Anda tersimpan. Silakan coba lagi.',
  duplicate: 'Anda sudah mengirim masukan dalam satu jam terakhir.',
  noConversation:
    'Kami tidak menemukan percakapan untuk dinilai. Mulailah chat dengan kami terlebih dahulu, lalu kembali ke sini.',
  invalidUser: 'Kami tidak dapat mengenali akun Anda, sehingga masukan Anda tidak dikirim.',
  unauthorized: 'Layanan masukan belum diatur dengan benar di situs ini, sehingga masukan Anda tidak dikirim.',
  rejected: 'Masukan Anda tidak diterima.',
  rateLimited: 'Terlalu banyak percobaan. Mohon tunggu sebentar, lalu coba lagi.',
  unreachable: 'Layanan masukan tidak dapat dihubungi. Jawaban Anda tersimpan. Silakan coba lagi.',
  serverError: 'Terjadi masalah pada layanan masukan. Jawaban Anda tersimpan. Silakan coba lagi.',
  unavailable: 'Layanan masukan sedang tidak tersedia.',
  retry: 'Coba lagi',
  close: 'Tutup',
  open: 'Beri masukan',
};

export default id;
