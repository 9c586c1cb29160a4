import { resolve4 } from 'node:dns/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { joinVirtualInternet } from '../../../../local/network/join.ts';

joinVirtualInternet(workerData);
const answer = await fetch('https://shop.example/');
parentPort?.postMessage({ body: await answer.text(), address: await resolve4('shop.example') });
