export default function Home() {
  return <main>Redthread</main>;
}
