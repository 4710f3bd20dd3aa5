import type { LinkTexts } from './link-texts.js';

/** The texts about links that cannot be used. */
export const linkTexts: LinkTexts = {
  invalid: ['এই লিংকটি কাজ করে না', 'আপনার বার্তা থেকে এটি আবার খুলুন, অথবা পুরো লিংকটি কপি করুন।'],
  expired: ['এই লিংকের মেয়াদ শেষ হয়ে গেছে', 'আপনার এখনও সাহায্য দরকার হলে আমাদের সাথে নতুন চ্যাট শুরু করুন।'],
  used: ['এই লিংকটি আগেই ব্যবহার করা হয়েছে', 'আমরা আপনার আগের মতামত পেয়েছি। ধন্যবাদ!'],
};
